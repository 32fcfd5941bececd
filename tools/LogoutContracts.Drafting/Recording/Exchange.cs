using System.Text.Json.Nodes;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Drafting.Recording;

/// <summary>A recorded request and its response.</summary>
/// <param name="RequestType">The media type of the request body; empty without a body.</param>
/// <param name="ResponseType">The media type of the response body; empty without a body.</param>
internal sealed record Exchange(
    string Method, Uri Url, ValueList<NamedText> RequestHeaders, string RequestBody, string RequestType,
    int Status, ValueList<NamedText> ResponseHeaders, string ResponseBody, string ResponseType)
{
    /// <summary>The date of the request, such as <c>2026-11-28</c>.</summary>
    public string Date { get; init; } = "";

    public ValueList<NamedText> Cookies { get; init; } = [];

    public string Path => Url.AbsolutePath;

    /// <summary>The request body as JSON; null if it is neither JSON nor a form.</summary>
    public JsonNode? SentJson => BodyJson.Of(RequestBody, RequestType);

    /// <summary>The response body as JSON; null if it is neither JSON nor a form.</summary>
    public JsonNode? ReceivedJson => BodyJson.Of(ResponseBody, ResponseType);

    public string Origin => Url.GetLeftPart(UriPartial.Authority);

    /// <summary>Whether status and body are those of another exchange.</summary>
    public bool HasSameAnswer(Exchange? other) =>
        Status == other?.Status && string.Equals(ResponseBody, other.ResponseBody, StringComparison.Ordinal);

    /// <summary>The query parameters, decoded.</summary>
    public IEnumerable<NamedText> Query => FormText.Parse(Url.Query.TrimStart('?'));

    /// <summary>The values of a response header, one per line of it.</summary>
    public IEnumerable<string> ResponseValues(string name) => ResponseHeaders
        .Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).SelectMany(header => header.Text.Split('\n'));

    /// <summary>The attributes of a cookie that restrict where it goes, such as <c>; Path=/; HttpOnly</c>.</summary>
    public string CookieAttributes(string name)
    {
        var cookie = ResponseValues("Set-Cookie").First(cookie => cookie.StartsWith($"{name}=", StringComparison.Ordinal));
        return string.Concat(cookie.Split(';').Skip(1).Select(attribute => attribute.Trim())
            .Where(attribute => attribute.Split('=')[0].ToUpperInvariant() is "PATH" or "HTTPONLY" or "SECURE" or "SAMESITE")
            .Select(attribute => $"; {attribute}"));
    }

    /// <summary>The cookies that the response sets, with their values. Those that it deletes have an empty value.</summary>
    public IEnumerable<NamedText> SetCookies => ResponseValues("Set-Cookie").Select(cookie =>
    {
        var pair = cookie.Split(';')[0].Split('=', 2);
        var isDeleted = cookie.Contains("Max-Age=0", StringComparison.OrdinalIgnoreCase)
            || cookie.Contains("1970", StringComparison.Ordinal) || pair.Length < 2 || pair[1] is "deleted";
        return new NamedText(pair[0].Trim(), isDeleted ? "" : pair[1].Trim());
    });
}

/// <summary>A header, cookie, parameter or field.</summary>
internal sealed record NamedText(string Name, string Text);
