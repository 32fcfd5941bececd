using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace LogoutContracts.MockServer.Admin;

/// <summary>Decides who may use the admin API. Web pages may not: it rejects cross-origin requests and DNS rebinding.</summary>
internal sealed class AdminGate(IPAddress bind, string? token)
{
    private const string Scheme = "Bearer ";

    // Hashed, so that the comparison takes constant time for tokens of any length.
    private readonly byte[]? expected = token is null ? null : Hash(token);

    /// <param name="isOpen">Whether the route needs no token.</param>
    /// <returns>Null if the request is allowed.</returns>
    public AdminReply? Refuse(IHeaderDictionary headers, bool isOpen)
    {
        // Also an empty Origin: no program needs one, and browsers differ in when they leave it empty.
        if (headers.ContainsKey("Origin"))
            return AdminProblems.FromPage();
        if (headers.Host.ToString() is not { Length: > 0 } host)
            return AdminProblems.NoHost();
        if (IPAddress.IsLoopback(bind) && !IsLoopback(host))
            return AdminProblems.ForeignHost(host);
        return isOpen || expected is null || HasToken(headers.Authorization.ToString()) ? null : AdminProblems.Unauthorized();
    }

    private bool HasToken(string authorization) =>
        authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(Hash(authorization[Scheme.Length..].Trim()), expected);

    private static bool IsLoopback(string host)
    {
        var name = new HostString(host).Host.TrimEnd('.');
        return name.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(name.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
