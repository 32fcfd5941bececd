using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LogoutContracts.MockServer.Admin;

/// <summary>
/// Decides who may use the admin API. Of web pages, only the server's own may: it rejects cross-origin requests and DNS rebinding.
/// </summary>
/// <param name="signedIn">The browsers that have shown the token.</param>
internal sealed class AdminGate(IPAddress bind, string? token, SignedInBrowsers signedIn)
{
    private const string Scheme = "Bearer ";

    // Hashed, so that the comparison takes constant time for tokens of any length.
    private readonly byte[]? expected = token is null ? null : Hash(token);

    /// <summary>Whether the admin API requires a token.</summary>
    public bool NeedsToken => expected is not null;

    /// <param name="isOpen">Whether the route needs no token.</param>
    /// <returns>Null if the request is allowed.</returns>
    public AdminReply? Refuse(IHttpRequestFeature request, bool isOpen)
    {
        var headers = request.Headers;
        if (headers.Host.ToString() is not { Length: > 0 } host)
            return IsFromElsewhere(request, host: "") ? AdminProblems.FromPage() : AdminProblems.NoHost();
        if (IsFromElsewhere(request, host))
            return AdminProblems.FromPage();
        if (IPAddress.IsLoopback(bind) && !IsLoopback(host))
            return AdminProblems.ForeignHost(host);
        return isOpen || expected is null || HasToken(headers.Authorization.ToString()) || signedIn.Has(headers.Cookie)
            ? null : AdminProblems.Unauthorized();
    }

    /// <summary>Whether the text is the token; false if the admin API requires none.</summary>
    public bool IsToken(string text) => expected is not null && CryptographicOperations.FixedTimeEquals(Hash(text), expected);

    // An empty Origin, too: no program needs one, and browsers differ in when they leave it empty. Sec-Fetch-Site tells what Origin does
    // not: browsers send no Origin with most GET requests. Following a link to the page is all right.
    private static bool IsFromElsewhere(IHttpRequestFeature request, string host)
    {
        var headers = request.Headers;
        if (headers.TryGetValue("Origin", out var origin)
            && !string.Equals(origin.ToString(), $"{request.Scheme}://{host}", StringComparison.OrdinalIgnoreCase))
            return true;
        return headers.TryGetValue("Sec-Fetch-Site", out var site) && site.ToString() is not ("same-origin" or "none")
            && !(request.Method is "GET" && headers["Sec-Fetch-Mode"] == "navigate" && headers["Sec-Fetch-Dest"] == "document");
    }

    private bool HasToken(string authorization) =>
        authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && IsToken(authorization[Scheme.Length..].Trim());

    private static bool IsLoopback(string host)
    {
        var name = new HostString(host).Host.TrimEnd('.');
        return name.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(name.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
