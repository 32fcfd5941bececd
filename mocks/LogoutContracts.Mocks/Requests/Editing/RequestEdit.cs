using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Requests.Editing;

/// <summary>A request with one part of it changed. Null takes the part away.</summary>
public static class RequestEdit
{
    /// <summary>HTTP knows no blanks around the value of a header, so there are none.</summary>
    public static RenderedRequest WithHeader(this RenderedRequest request, string name, string? value)
    {
        var at = request.Headers.ToList().FindIndex(header => Is(header, name));
        var headers = request.Headers.Where(header => !Is(header, name)).ToList();
        if (value is not null)
            headers.Insert(at < 0 ? headers.Count : at, new(name, value.Trim()));
        return request with { Headers = headers.ToValueList() };
    }

    public static string? Header(this RenderedRequest request, string name) => request.Headers.FirstOrDefault(header => Is(header, name))?.Value;

    public static RenderedRequest WithCookie(this RenderedRequest request, string name, string? value)
    {
        var pairs = (request.Header("Cookie") ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToList();
        Change(pairs, name, value is null ? null : $"{name}={value}");
        return request.WithHeader("Cookie", pairs.Count == 0 ? null : string.Join("; ", pairs));
    }

    /// <param name="value">Not encoded.</param>
    public static RenderedRequest WithQuery(this RenderedRequest request, string name, string? value)
    {
        var (path, query) = Split(request.Target);
        var pairs = query.Split('&', StringSplitOptions.RemoveEmptyEntries).ToList();
        Change(pairs, Uri.EscapeDataString(name), value is null ? null : $"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value)}");
        return request with { Target = pairs.Count == 0 ? path : $"{path}?{string.Join('&', pairs)}" };
    }

    /// <param name="template">Of the path of <paramref name="request"/>.</param>
    /// <param name="value">Not encoded.</param>
    public static RenderedRequest WithPathParameter(this RenderedRequest request, PathTemplate template, string name, string value)
    {
        var (path, query) = Split(request.Target);
        var segments = template.Text.Split('/').Zip(path.Split('/'), (pattern, segment) => string.Equals(pattern, $"{{{name}}}", StringComparison.Ordinal) ? Uri.EscapeDataString(value) : segment);
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
        Split(request.Target).Query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => Uri.UnescapeDataString(pair.Split('=')[0]));

    public static IEnumerable<string> CookieNames(this RenderedRequest request) =>
        (request.Header("Cookie") ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')[0]);

    private static void Change(List<string> pairs, string name, string? pair)
    {
        var at = pairs.FindIndex(known => known.StartsWith($"{name}=", StringComparison.Ordinal));
        if (at >= 0)
            pairs.RemoveAt(at);
        if (pair is not null)
            pairs.Insert(at < 0 ? pairs.Count : at, pair);
    }

    private static (string Path, string Query) Split(string target) => target.Split('?', 2) is [var path, var query] ? (path, query) : (target, "");

    private static bool Is(Header header, string name) => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase);
}
