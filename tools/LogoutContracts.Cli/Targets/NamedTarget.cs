using System.Net;

namespace LogoutContracts.Cli.Targets;

/// <summary>What <c>--target</c> names: a base URL, for one contract by its id or for the one that is verified.</summary>
/// <param name="Contract">Null where none is named.</param>
internal sealed record NamedTarget(string? Contract, Uri Url)
{
    public static NamedTarget Parse(string text)
    {
        // A URL can have an equals sign, a contract's id no slash.
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var (contract, url) = equals > 0 && (slash < 0 || equals < slash) ? (text[..equals], text[(equals + 1)..]) : (null, text);
        return new(contract, BaseUrl("--target", url));
    }

    public static Uri BaseUrl(string option, string text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Query.Length == 0 && url.UserInfo.Length == 0
        ? url : throw TargetErrors.Url(option, text);

    public static bool IsLoopback(Uri url) => url.IsLoopback || (IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
