using System.Net;

namespace LogoutContracts.Cli.Targets;

/// <summary>A value of <c>--target</c>: <c>URL</c>, or <c>contract=URL</c>.</summary>
/// <param name="Contract">The contract's id; null if not given.</param>
internal sealed record NamedTarget(string? Contract, Uri Url)
{
    /// <exception cref="Context.UserErrorException">The URL is not a base URL.</exception>
    public static NamedTarget Parse(string text)
    {
        // A URL can contain '=', but a contract's id cannot contain '/'.
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var (contract, url) = equals > 0 && (slash < 0 || equals < slash) ? (text[..equals], text[(equals + 1)..]) : (null, text);
        return new(contract, BaseUrl("--target", url));
    }

    /// <param name="option">The option to name in the error.</param>
    /// <exception cref="Context.UserErrorException">The text is not an HTTP URL, or has a query or a user.</exception>
    public static Uri BaseUrl(string option, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { Scheme: "http" or "https", Query.Length: 0, UserInfo.Length: 0 }
            ? url : throw TargetErrors.Url(option, text);

    public static bool IsLoopback(Uri url) =>
        url.IsLoopback || (IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
