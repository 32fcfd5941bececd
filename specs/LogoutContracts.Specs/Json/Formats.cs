using System.Globalization;
using System.Text.RegularExpressions;

namespace LogoutContracts.Specs.Json;

/// <summary>The known values of 'format'.</summary>
internal static partial class Formats
{
    // OpenAPI formats that are only hints for code generators.
    private static readonly string[] Unchecked = ["int32", "int64", "float", "double", "password", "byte", "binary"];

    private static readonly Format[] Checked =
    [
        new("date", IsDate, "a date such as 2026-11-20"),
        new("date-time", IsDateTime, "a date and time such as 2026-11-20T08:30:00Z"),
        new("time", IsTime, "a time with an offset, such as 08:30:00Z"),
        new("email", IsEmail, "an email address"),
        new("uuid", IsUuid, "a UUID such as 0b9d5cbe-6d4c-4e0b-9c3e-2f1a7d7a1f10"),
        new("uri", UriFormats.IsUri, "a URI with a scheme"),
        new("uri-reference", UriFormats.IsReference, "a URI or a relative reference"),
        new("ipv4", HostFormats.IsIpv4, "an IPv4 address"),
        new("ipv6", HostFormats.IsIpv6, "an IPv6 address"),
        new("hostname", HostFormats.IsHostname, "a host name"),
    ];

    public static IEnumerable<string> Names => Checked.Select(f => f.Name).Concat(Unchecked);

    /// <returns>Null if the format is unknown or not checked.</returns>
    public static Format? Find(string name) => Array.Find(Checked, f => string.Equals(f.Name, name, StringComparison.Ordinal));

    internal sealed record Format(string Name, Func<ReadOnlySpan<char>, bool> Fits, string Description);

    private static bool IsDate(ReadOnlySpan<char> text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool IsDateTime(ReadOnlySpan<char> text) =>
        text.Length > 11 && text[10] is 'T' or 't' && IsDate(text[..10]) && IsTime(text[11..]);

    private static bool IsTime(ReadOnlySpan<char> text)
    {
        if (!TimePattern().IsMatch(text))
            return false;
        if (text[6] != '6')
            return true;

        // A leap second is the last second of a day in UTC.
        var offset = text[^1] is 'Z' or 'z' ? 0 : Minutes(text[^5..]) * (text[^6] == '-' ? -1 : 1);
        return (Minutes(text) - offset + (24 * 60)) % (24 * 60) == (24 * 60) - 1;
    }

    private static int Minutes(ReadOnlySpan<char> time) => (Digits(time) * 60) + Digits(time[3..]);

    private static int Digits(ReadOnlySpan<char> two) => ((two[0] - '0') * 10) + (two[1] - '0');

    private static bool IsEmail(ReadOnlySpan<char> text)
    {
        var at = text.LastIndexOf('@');
        if (at is < 1 or > 64 || !LocalPartPattern().IsMatch(text[..at]))
            return false;
        var domain = text[(at + 1)..];
        return domain switch
        {
            ['[', 'I', 'P', 'v', '6', ':', .. var address, ']'] => HostFormats.IsIpv6(address),
            ['[', .. var address, ']'] => HostFormats.IsIpv4(address),
            _ => HostFormats.IsHostname(domain),
        };
    }

    private static bool IsUuid(ReadOnlySpan<char> text)
    {
        if (text.Length != 36)
            return false;
        for (var i = 0; i < text.Length; i++)
        {
            if (i is 8 or 13 or 18 or 23 ? text[i] != '-' : !char.IsAsciiHexDigit(text[i]))
                return false;
        }

        return true;
    }

    [GeneratedRegex(
        @"^([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]+)?([Zz]|[-+]([01][0-9]|2[0-3]):[0-5][0-9])\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex TimePattern();

    [GeneratedRegex(
        """^([A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*|"([ !#-\[\]-~]|\\[ -~])*")\z""",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex LocalPartPattern();
}
