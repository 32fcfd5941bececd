using System.Text.RegularExpressions;

namespace LogoutContracts.Specs.Model;

/// <summary>Where a request carries a credential.</summary>
/// <param name="Prefix">The text before the credential in the header value; always empty for a cookie.</param>
/// <param name="Suffix">The text after the credential in the header value; always empty for a cookie.</param>
public sealed partial record Carrier(CarrierKind Kind, string Name, string Prefix, string Suffix)
{
    /// <summary>The accepted syntax, for messages.</summary>
    public static string Forms => "'header Name: {credential}', optionally with text around the placeholder, or 'cookie NAME={credential}'";

    /// <summary>Parses a carrier.</summary>
    /// <returns>Null if the text is not one of <see cref="Forms"/>, or its placeholder is not the credential.</returns>
    public static Carrier? TryParse(string text, string credential)
    {
        var placeholder = $"{{{credential}}}";
        if (HeaderForm().Match(text) is { Success: true } header
            && header.Groups["value"].Value.Split(placeholder) is [var before, var after])
            return new(CarrierKind.Header, header.Groups["name"].Value, before, after);
        return CookieForm().Match(text) is { Success: true } cookie
            && string.Equals(cookie.Groups["value"].Value, placeholder, StringComparison.Ordinal)
            ? new(CarrierKind.Cookie, cookie.Groups["name"].Value, "", "") : null;
    }

    /// <summary>A header that is named after the credential.</summary>
    public static Carrier Of(string credential) => new(CarrierKind.Header, credential, "", "");

    /// <summary>Extracts the credential from the value of this header or cookie.</summary>
    /// <returns>Empty if the value does not start with <see cref="Prefix"/> and end with <see cref="Suffix"/>.</returns>
    public ReadOnlySpan<char> Read(ReadOnlySpan<char> value)
    {
        if (!value.StartsWith(Prefix, StringComparison.Ordinal))
            return [];
        value = value[Prefix.Length..];

        // A client that sends a "Set-Cookie" header has copied it from a response, with its attributes.
        if (IsSetCookie && value.IndexOf(';') is >= 0 and var end)
            value = value[..end];
        return value.EndsWith(Suffix, StringComparison.Ordinal) ? value[..^Suffix.Length] : [];
    }

    /// <summary>Whether requests carry the credential in a Set-Cookie header, copied from a response.</summary>
    public bool IsSetCookie => Kind == CarrierKind.Header && Name.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase);

    public override string ToString() => Kind == CarrierKind.Cookie ? $"cookie {Name}" : $"header {Name}";

    [GeneratedRegex(
        @"^header (?<name>[!#$%&'*+.^_`|~0-9A-Za-z-]+): (?<value>.+)$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex HeaderForm();

    [GeneratedRegex(
        @"^cookie (?<name>[!#$%&'*+.^_`|~0-9A-Za-z-]+)=(?<value>.+)$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex CookieForm();
}

/// <summary>The part of a request that carries a credential.</summary>
public enum CarrierKind
{
    Header,
    Cookie,
}
