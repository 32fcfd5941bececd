using LogoutContracts.Mocks.Mappings.Matching;

namespace LogoutContracts.Mocks.Mappings.Model;

/// <summary>Where requests carry what tells sessions apart.</summary>
/// <param name="Kind">"header", "cookie" or "query".</param>
public sealed record SessionMark(string Kind, string Name)
{
    /// <summary>The accepted syntax, for messages.</summary>
    public static string Forms => "'header NAME', 'cookie NAME' or 'query NAME'";

    /// <returns>Null if the text does not have one of the <see cref="Forms"/>.</returns>
    public static SessionMark? TryParse(string text) =>
        text.Split(' ') is [("header" or "cookie" or "query") and var kind, { Length: > 0 } name] ? new(kind, name) : null;

    /// <summary>The value that a request carries; null if it carries none.</summary>
    public string? In(MappedRequest request) => Kind switch
    {
        "header" => request.Header(Name),
        "cookie" => MappedRequest.ValuesOf(request.Cookies, Name),
        _ => MappedRequest.ValuesOf(request.Query, Name),
    } is [var value, ..] ? value : null;
}
