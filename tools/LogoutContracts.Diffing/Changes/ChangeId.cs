using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace LogoutContracts.Diffing.Changes;

/// <summary>
/// The id of a change, from its rule, contract, method, path and class of requests: it stays when lines, file names or the wording change.
/// </summary>
internal static partial class ChangeId
{
    public static string Of(DiffRule rule, string contract, string method, string path, string requests)
    {
        var parts = string.Join('\n', rule.Id, contract, method, PathKey(path), requests);
        return $"{rule.Id}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(parts)).AsSpan(0, 5))}";
    }

    /// <summary>The path without the names of its parameters.</summary>
    public static string PathKey(string path) => Parameter().Replace(path, "{}");

    [GeneratedRegex(@"\{[^}/]*\}", RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();
}
