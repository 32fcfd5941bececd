using System.Globalization;

namespace LogoutContracts.Verification.Judging.Headers;

/// <summary>A Set-Cookie header, parsed as a browser does.</summary>
/// <param name="Attributes">By name, in any letter case; an attribute without a value has the value "".</param>
internal sealed record CookieLine(string Name, string Value, IReadOnlyDictionary<string, string> Attributes)
{
    public static CookieLine Parse(string header)
    {
        var parts = header.Split(';');
        var pair = parts[0].Split('=', 2);
        var attributes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in parts.Skip(1).Select(part => part.Trim().Split('=', 2)))
            attributes[part[0]] = part.Length == 2 ? part[1] : "";
        return new(pair[0].Trim(), pair.Length == 2 ? pair[1].Trim() : "", attributes);
    }

    public bool Has(string attribute) => Attributes.ContainsKey(attribute);

    /// <summary>The value of an attribute; empty if the cookie does not have it.</summary>
    public string this[string attribute] => Attributes.GetValueOrDefault(attribute, "");

    /// <summary>Whether a browser deletes the cookie at once. Max-Age takes precedence over Expires.</summary>
    public bool IsDeletion(DateTimeOffset now) => Attributes.TryGetValue("Max-Age", out var age)
        ? long.TryParse(age, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds) && seconds <= 0
        : DateTimeOffset.TryParse(
            this["Expires"].Replace('-', ' '), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var expires)
        && expires < now;
}
