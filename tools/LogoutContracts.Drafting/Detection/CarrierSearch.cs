using LogoutContracts.Drafting.Reading;

namespace LogoutContracts.Drafting.Detection;

/// <summary>Finds the headers, cookies and query parameters that carry credentials.</summary>
internal static class CarrierSearch
{
    private static readonly string[] TokenWords =
        ["token", "session", "sid", "auth", "authorization", "jsessionid", "sessionid", "phpsessid", "jwt", "sessiontoken", "authtoken"];

    /// <summary>The alternatives in which an operation takes its credentials, the most likely first.</summary>
    public static IReadOnlyList<FoundCarriers> Of(ApiDocument document, ApiOperation operation)
    {
        var schemes = (document.SecurityOf(operation) ?? []).Select(requirement => SchemesOf(document, requirement))
            .OfType<FoundCarriers>();
        var parameters = operation.Parameters.Select(OfParameter).OfType<FoundCarrier>()
            .Select(carrier => new FoundCarriers([carrier]));
        return [.. schemes.Concat(parameters).OrderByDescending(found => found.All.Sum(carrier => carrier.Likelihood))];
    }

    /// <returns>Null if one of the schemes is not for sessions, or unknown.</returns>
    private static FoundCarriers? SchemesOf(ApiDocument document, IReadOnlyList<string> requirement)
    {
        var carriers = requirement.Select(name => document.Scheme(name) is { } scheme ? OfScheme(scheme, name) : null).ToList();

        // Certificates are no credentials of a session; the others of the requirement are.
        return carriers.OfType<FoundCarrier>().ToList() is { Count: > 0 } found ? new(found) : null;
    }

    private static FoundCarrier? OfScheme(Place scheme, string name) => scheme.Text("type") switch
    {
        "http" when scheme.Text("scheme") is { } http && http.Equals("bearer", StringComparison.OrdinalIgnoreCase) =>
            new("header", "Authorization", "Bearer ", scheme.Pointer, 4),
        "oauth2" or "openIdConnect" => new("header", "Authorization", "Bearer ", scheme.Pointer, 3),
        "apiKey" => Named(scheme, scheme.Text("in"), scheme.Text("name"), name),
        _ => null,
    };

    private static FoundCarrier? OfParameter(Place parameter) => parameter.Text("in") is "header" or "cookie"
        ? Named(parameter, parameter.Text("in"), parameter.Text("name"), "") is { Likelihood: > 1 } found ? found : null : null;

    private static FoundCarrier? Named(Place at, string? place, string? name, string scheme)
    {
        if (place is null || name is null || name.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase)
            || name.Equals("Cookie", StringComparison.OrdinalIgnoreCase))
            return null;
        var words = NameWords.Of(name).Concat(NameWords.Of(scheme)).ToList();
        var isToken = words.Intersect(TokenWords, StringComparer.Ordinal).Any();
        var likelihood = (place is "query" ? 1 : 2) + (isToken ? 1 : 0) - (words.Contains("api", StringComparer.Ordinal) ? 2 : 0);
        if (words.Any(word => word.Contains("csrf", StringComparison.Ordinal) || word.Contains("xsrf", StringComparison.Ordinal)))
            return null;
        var isAuthorization = place is "header" && name.Equals("Authorization", StringComparison.OrdinalIgnoreCase);
        return new(place, name, isAuthorization ? "Bearer " : "", at.Pointer, likelihood) { IsPrefixAssumed = isAuthorization };
    }
}

/// <summary>Carriers that are needed together.</summary>
internal sealed record FoundCarriers(IReadOnlyList<FoundCarrier> All);

/// <param name="Kind">header, cookie or query.</param>
/// <param name="Prefix">The text before the credential in a header.</param>
/// <param name="Source">The JSON pointer to what the file says.</param>
internal sealed record FoundCarrier(string Kind, string Name, string Prefix, string Source, int Likelihood)
{
    /// <summary>Whether the file says only that the header is Authorization.</summary>
    public bool IsPrefixAssumed { get; init; }

    /// <summary>The carrier in the syntax of specs.</summary>
    public string Of(string credential) => Kind is "header" ? $"header {Name}: {Prefix}{{{credential}}}"
        : $"{Kind} {Name}={{{credential}}}";
}
