using System.Text.RegularExpressions;

namespace LogoutContracts.Specs.Model;

/// <summary>Where a request carries a credential.</summary>
/// <param name="Prefix">What stands before the credential in the header; always empty in a cookie.</param>
public sealed partial record Carrier(CarrierKind Kind, string Name, string Prefix, string Suffix)
{
    public static string Forms => "'header Name: {credential}', with text around it if need be, or 'cookie NAME={credential}'";

    /// <summary>Null where the text is none of <see cref="Forms"/>, or carries another credential than <paramref name="credential"/>.</summary>
    public static Carrier? TryParse(string text, string credential)
    {
        var hole = $"{{{credential}}}";
        if (HeaderForm().Match(text) is { Success: true } header && header.Groups["value"].Value.Split(hole) is [var before, var after])
            return new(CarrierKind.Header, header.Groups["name"].Value, before, after);
        return CookieForm().Match(text) is { Success: true } cookie && string.Equals(cookie.Groups["value"].Value, hole, StringComparison.Ordinal)
            ? new(CarrierKind.Cookie, cookie.Groups["name"].Value, "", "") : null;
    }

    /// <summary>A header of the credential's own name.</summary>
    public static Carrier Of(string credential) => new(CarrierKind.Header, credential, "", "");

    /// <summary>The credential that <paramref name="value"/>, of this header or cookie, carries; empty where it does not fit.</summary>
    public ReadOnlySpan<char> Read(ReadOnlySpan<char> value)
    {
        if (!value.StartsWith(Prefix, StringComparison.Ordinal))
            return [];
        value = value[Prefix.Length..];

        // A "Set-Cookie" that a client sends back is an answer's header copied whole, attributes and all.
        if (IsSetCookie && value.IndexOf(';') is >= 0 and var end)
            value = value[..end];
        return value.EndsWith(Suffix, StringComparison.Ordinal) ? value[..^Suffix.Length] : [];
    }

    public bool IsSetCookie => Kind == CarrierKind.Header && Name.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase);

    public override string ToString() => Kind == CarrierKind.Cookie ? $"cookie {Name}" : $"header {Name}";

    [GeneratedRegex(@"^header (?<name>[!#$%&'*+.^_`|~0-9A-Za-z-]+): (?<value>.+)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex HeaderForm();

    [GeneratedRegex(@"^cookie (?<name>[!#$%&'*+.^_`|~0-9A-Za-z-]+)=(?<value>.+)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex CookieForm();
}

public enum CarrierKind
{
    Header,
    Cookie,
}
