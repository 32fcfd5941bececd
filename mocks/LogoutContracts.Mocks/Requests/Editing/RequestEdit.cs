using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Requests.Editing;

/// <summary>Changes single parts of a request. A value of null removes the part.</summary>
public static class RequestEdit
{
    /// <summary>Sets a header, in place of all that have this name. Spaces around the value are removed, as HTTP ignores them.</summary>
    public static RenderedRequest WithHeader(this RenderedRequest request, string name, string? value)
    {
        var at = request.Headers.ToList().FindIndex(header => Is(header, name));
        var headers = request.Headers.Where(header => !Is(header, name)).ToList();
        if (value is not null)
            headers.Insert(at < 0 ? headers.Count : at, new(name, value.Trim()));
        return request with { Headers = headers.ToValueList() };
    }

    /// <summary>The first value of a header; null if there is none.</summary>
    public static string? Header(this RenderedRequest request, string name) =>
        request.Headers.FirstOrDefault(header => Is(header, name))?.Value;

    public static RenderedRequest WithCookie(this RenderedRequest request, string name, string? value)
    {
        var pairs = Cookies(request).ToList();
        Change(pairs, name, value is null ? null : $"{name}={value}");
        return request.WithHeader("Cookie", pairs.Count == 0 ? null : string.Join("; ", pairs));
    }

    /// <param name="value">Not encoded.</param>
    public static RenderedRequest WithQuery(this RenderedRequest request, string name, string? value)
    {
        var (path, query) = Split(request.Target);
        var pairs = query.Split('&', StringSplitOptions.RemoveEmptyEntries).ToList();
        var pair = value is null ? null : $"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value)}";
        Change(pairs, Uri.EscapeDataString(name), pair);
        return request with { Target = pairs.Count == 0 ? path : $"{path}?{string.Join('&', pairs)}" };
    }

    /// <param name="template">The template that the path of the request comes from.</param>
    /// <param name="value">Not encoded.</param>
    public static RenderedRequest WithPathParameter(this RenderedRequest request, PathTemplate template, string name, string value)
    {
        var (path, query) = Split(request.Target);
        var segments = template.Text.Split('/').Zip(path.Split('/'), (pattern, segment) =>
            string.Equals(pattern, $"{{{name}}}", StringComparison.Ordinal) ? Uri.EscapeDataString(value) : segment);
        return request with { Target = string.Join('/', segments) + (query.Length == 0 ? "" : $"?{query}") };
    }

    /// <param name="value">Not encoded.</param>
    public static RenderedRequest WithSegment(this RenderedRequest request, int index, string value)
    {
        var (path, query) = Split(request.Target);
        var segments = path.Split('/');
        segments[index] = Uri.EscapeDataString(value);
        return request with { Target = string.Join('/', segments) + (query.Length == 0 ? "" : $"?{query}") };
    }

    public static IEnumerable<string> QueryNames(this RenderedRequest request) =>
        Split(request.Target).Query.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => Uri.UnescapeDataString(pair.Split('=')[0]));

    public static IEnumerable<string> CookieNames(this RenderedRequest request) => Cookies(request).Select(pair => pair.Split('=')[0]);

    private static string[] Cookies(RenderedRequest request) =>
        (request.Header("Cookie") ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static void Change(List<string> pairs, string name, string? pair)
    {
        var at = pairs.FindIndex(known => known.StartsWith($"{name}=", StringComparison.Ordinal));
        if (at >= 0)
            pairs.RemoveAt(at);
        if (pair is not null)
            pairs.Insert(at < 0 ? pairs.Count : at, pair);
    }

    private static (string Path, string Query) Split(string target) =>
        target.Split('?', 2) is [var path, var query] ? (path, query) : (target, "");

    private static bool Is(Header header, string name) => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase);
}
