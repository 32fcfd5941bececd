using System.Security.Cryptography;
using System.Text;

namespace LogoutContracts.Cli.Gate.Parts;

/// <summary>Ids of findings, for waivers. They stay when lines, file names or the wording change.</summary>
internal static class FindingId
{
    private const int HashLength = 5;

    /// <param name="kind">The kind of finding, such as <c>promise</c>.</param>
    /// <param name="parts">What tells the finding from others of its kind.</param>
    public static string Of(string kind, params ReadOnlySpan<string> parts) =>
        $"{kind}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))).AsSpan(0, HashLength))}";
}
