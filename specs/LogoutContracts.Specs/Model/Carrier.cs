using System.Text.RegularExpressions;

namespace LogoutContracts.Specs.Model;

/// <summary>Where a request carries a credential or an id.</summary>
/// <param name="Name">Of the header, cookie or parameter; for a body, a JSON pointer.</param>
/// <param name="Prefix">The text before the credential in the header value; otherwise empty.</param>
/// <param name="Suffix">The text after the credential in the header value; otherwise empty.</param>
public sealed partial record Carrier(CarrierKind Kind, string Name, string Prefix, string Suffix)
{
    /// <summary>The accepted syntax in <c>carriers</c>, for messages.</summary>
    public static string Forms =>
        "'header Name: {credential}', optionally with text around the placeholder, 'cookie NAME={credential}' or 'query NAME={credential}'";

    /// <summary>The accepted syntax of runtime expressions, for messages.</summary>
    public static string Expressions => "$request.body#/pointer, $request.path.NAME, $request.query.NAME or $request.header.NAME";

    /// <summary>For a path parameter: its index among the segments of the path; otherwise -1.</summary>
    public int Segment { get; init; } = -1;

    /// <summary>Parses an entry of <c>carriers</c>.</summary>
    /// <returns>Null if the text is not one of <see cref="Forms"/>, or its placeholder is not the credential.</returns>
    public static Carrier? TryParse(string text, string credential)
    {
        var placeholder = $"{{{credential}}}";
        if (HeaderForm().Match(text) is { Success: true } header
            && header.Groups["value"].Value.Split(placeholder) is [var before, var after])
            return new(CarrierKind.Header, header.Groups["name"].Value, before, after);
        return PairForm().Match(text) is { Success: true } pair
            && string.Equals(pair.Groups["value"].Value, placeholder, StringComparison.Ordinal)
            ? new(pair.Groups["kind"].Value is "cookie" ? CarrierKind.Cookie : CarrierKind.Query, pair.Groups["name"].Value, "", "") : null;
    }

    /// <summary>Parses a runtime expression.</summary>
    /// <returns>Null if the text is not one of <see cref="Expressions"/>. The segment of a path parameter is not set.</returns>
    public static Carrier? TryParseExpression(string text)
    {
        if (Expression().Match(text) is not { Success: true } match)
            return null;
        return match.Groups["part"].Value switch
        {
            "header" => new(CarrierKind.Header, match.Groups["name"].Value, "", ""),
            "query" => new(CarrierKind.Query, match.Groups["name"].Value, "", ""),
            "path" => new(CarrierKind.Path, match.Groups["name"].Value, "", ""),
            _ => new(CarrierKind.Body, match.Groups["pointer"].Value, "", ""),
        };
    }

    /// <summary>A header that is named after the credential.</summary>
    public static Carrier Of(string credential) => new(CarrierKind.Header, credential, "", "");

    /// <summary>Extracts the credential from the value at this place.</summary>
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

    /// <summary>For a body: the last name of the pointer, unescaped.</summary>
    public string Property => Json.JsonPointer.Unescaped(Name[(Name.LastIndexOf('/') + 1)..]);

    public override string ToString() => $"{Kind.ToString().ToLowerInvariant()} {Name}";

    [GeneratedRegex(
        @"^header (?<name>[!#$%&'*+.^_`|~0-9A-Za-z-]+): (?<value>.+)$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex HeaderForm();

    [GeneratedRegex(
        @"^(?<kind>cookie|query) (?<name>[!#$%&'*+.^_`|~0-9A-Za-z-]+)=(?<value>.+)$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex PairForm();

    [GeneratedRegex(
        @"^\$request\.((?<part>body)#(?<pointer>/.+)|(?<part>header|query|path)\.(?<name>[!#$%&'*+.^_`|~0-9A-Za-z-]+))$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Expression();
}

/// <summary>The part of a request that carries a credential.</summary>
public enum CarrierKind
{
    Header,
    Cookie,
    Query,
    Path,

    /// <summary>A property of a JSON body, or a field of a form.</summary>
    Body,
}
