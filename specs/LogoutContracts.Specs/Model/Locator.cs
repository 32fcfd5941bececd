namespace LogoutContracts.Specs.Model;

/// <summary>Where a value is in a request or response: the OpenAPI runtime expressions that sessions need, plus cookies.</summary>
public abstract record Locator
{
    private Locator()
    {
    }

    /// <summary>The accepted syntax for requests, for messages.</summary>
    public static string RequestForm => "$request.body#/pointer";

    /// <summary>The accepted syntax for responses, for messages.</summary>
    public static string AnswerForms => "$response.body#/pointer, $response.cookie.NAME or $response.header.NAME";

    /// <summary>A part of the request body, given by a JSON pointer.</summary>
    public sealed record RequestBody(string Pointer) : Locator;

    /// <summary>A part of the response body, given by a JSON pointer.</summary>
    public sealed record ResponseBody(string Pointer) : Locator;

    /// <summary>The value of a cookie that the response sets.</summary>
    public sealed record ResponseCookie(string Name) : Locator;

    /// <summary>The value of a response header.</summary>
    public sealed record ResponseHeader(string Name) : Locator;

    /// <summary>Parses a locator.</summary>
    /// <returns>Null if the text is neither <see cref="RequestForm"/> nor one of <see cref="AnswerForms"/>.</returns>
    public static Locator? TryParse(string text)
    {
        if (After("$request.body#", text) is { } request)
            return IsPointer(request) ? new RequestBody(request) : null;
        if (After("$response.body#", text) is { } response)
            return IsPointer(response) ? new ResponseBody(response) : null;
        if (After("$response.cookie.", text) is { Length: > 0 } cookie)
            return new ResponseCookie(cookie);
        return After("$response.header.", text) is { Length: > 0 } header ? new ResponseHeader(header) : null;
    }

    private static string? After(string prefix, string text) =>
        text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : null;

    private static bool IsPointer(string text) => text is "" or ['/', ..];
}
