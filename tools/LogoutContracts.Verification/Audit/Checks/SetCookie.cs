using System.Globalization;
using System.Text.RegularExpressions;

namespace LogoutContracts.Verification.Audit.Checks;

/// <summary>A Set-Cookie header as a browser reads it.</summary>
/// <param name="Attributes">By name in lower case; attributes without a value have the empty string.</param>
/// <param name="IsMerged">Whether a second cookie follows after a comma. Browsers ignore such a cookie.</param>
internal sealed partial record SetCookie(string Name, string Value, IReadOnlyDictionary<string, string> Attributes, bool IsMerged)
{
    /// <summary>Parses a header value. Without "=", the whole name-value part is the name, and the value is empty.</summary>
    public static SetCookie Parse(string header)
    {
        var parts = header.Split(';');
        var pair = parts[0].Split('=', 2);
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in parts.Skip(1).Select(part => part.Trim().Split('=', 2)))
            attributes[part[0].ToLowerInvariant()] = part.Length == 2 ? part[1] : "";
        return new(pair[0].Trim(), pair.Length == 2 ? pair[1].Trim() : "", attributes, SecondCookie().IsMatch(header));
    }

    /// <summary>The value of an attribute, by its name in lower case; empty if it is missing.</summary>
    public string this[string attribute] => Attributes.GetValueOrDefault(attribute, "");

    /// <summary>Whether a browser deletes the cookie at once. Max-Age takes precedence over Expires.</summary>
    public bool IsDeletion(DateTimeOffset now) => Attributes.TryGetValue("max-age", out var age)
        ? long.TryParse(age, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds) && seconds <= 0
        : DateTimeOffset.TryParse(
            this["expires"].Replace('-', ' '), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var expires)
            && expires < now;

    // A date also contains a comma, but no name with an equals sign follows it.
    [GeneratedRegex(@",\s*[!#$%&'*+.^_`|~0-9A-Za-z-]+=", RegexOptions.CultureInvariant)]
    private static partial Regex SecondCookie();
}
