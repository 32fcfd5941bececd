using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Drafting.Recording;

/// <summary>A value that a login's answers contain and later requests carry.</summary>
/// <param name="From">The runtime expression for the answer, such as <c>$response.cookie.SID</c>.</param>
/// <param name="Carrier">The place in requests, with a placeholder; null if only bodies have it.</param>
/// <param name="Values">The values of the recorded sessions.</param>
internal sealed record RecordedCredential(string Name, string From, RequestPlace? Carrier, ValueList<string> Values)
{
    /// <summary>Whether two logins got the same value, or the name is that of a user's id.</summary>
    public bool IsPerUser { get; init; }

    /// <summary>A format that the recorded values have.</summary>
    public string Format => ValueFormat.Of(Values);
}

/// <summary>A place in requests.</summary>
/// <param name="Kind">header, cookie or query.</param>
internal sealed record RequestPlace(string Kind, string Name, string Prefix, string Suffix)
{
    public string Of(string credential) =>
        Kind is "header" ? $"header {Name}: {Prefix}{{{credential}}}{Suffix}" : $"{Kind} {Name}={{{credential}}}";

    /// <summary>The credential that a request has at this place; null if it has none.</summary>
    public string? In(Exchange exchange)
    {
        var values = Kind switch
        {
            "cookie" => exchange.Cookies.Where(IsNamed),
            "query" => exchange.Query.Where(IsNamed),
            _ => exchange.RequestHeaders.Where(header => header.Name.Equals(Name, StringComparison.OrdinalIgnoreCase)),
        };
        return values.Select(value => value.Text).Where(text => text.Length > Prefix.Length + Suffix.Length
            && text.StartsWith(Prefix, StringComparison.Ordinal) && text.EndsWith(Suffix, StringComparison.Ordinal))
            .Select(text => text[Prefix.Length..^Suffix.Length]).FirstOrDefault();

        bool IsNamed(NamedText text) => string.Equals(text.Name, Name, StringComparison.Ordinal);
    }
}
