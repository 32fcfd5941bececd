using System.Text.RegularExpressions;

namespace LogoutContracts.Specs.Json;

/// <summary>URIs as defined in RFC 3986. System.Uri would silently correct many invalid ones.</summary>
internal static partial class UriFormats
{
    private const string Pchar = "([A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})";
    private const string PcharWithoutColon = "([A-Za-z0-9._~!$&'()*+,;=@-]|%[0-9A-Fa-f]{2})";
    private const string UserInfo = "([A-Za-z0-9._~!$&'()*+,;=:-]|%[0-9A-Fa-f]{2})*";
    private const string Host =
        @"(\[[0-9A-Fa-f:.]+\]|\[v[0-9A-Fa-f]+\.[A-Za-z0-9._~!$&'()*+,;=:-]+\]|([A-Za-z0-9._~!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)";
    private const string Authority = "//(" + UserInfo + "@)?" + Host + "(:[0-9]*)?(/" + Pchar + "*)*";
    private const string Absolute = "/(" + Pchar + "+(/" + Pchar + "*)*)?";
    private const string Suffix = @"(\?(" + Pchar + "|[/?])*)?(#(" + Pchar + @"|[/?])*)?\z";
    private const string Uri = "^[A-Za-z][A-Za-z0-9+.-]*:(" + Authority + "|" + Absolute + "|" + Pchar + "+(/" + Pchar + "*)*|)" + Suffix;
    private const string Relative = "^(" + Authority + "|" + Absolute + "|" + PcharWithoutColon + "+(/" + Pchar + "*)*|)" + Suffix;

    public static bool IsUri(ReadOnlySpan<char> text) => UriPattern().IsMatch(text) && HasGoodIpv6(text);

    public static bool IsReference(ReadOnlySpan<char> text) => IsUri(text) || (RelativePattern().IsMatch(text) && HasGoodIpv6(text));

    // A URI cannot contain brackets anywhere else.
    private static bool HasGoodIpv6(ReadOnlySpan<char> uri)
    {
        var address = uri[(uri.IndexOf('[') + 1)..];
        return address.Length == uri.Length || address[0] == 'v' || HostFormats.IsIpv6(address[..address.IndexOf(']')]);
    }

    [GeneratedRegex(Uri, RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex UriPattern();

    [GeneratedRegex(Relative, RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex RelativePattern();
}
