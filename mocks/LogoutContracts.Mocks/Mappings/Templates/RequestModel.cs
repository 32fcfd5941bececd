using LogoutContracts.Mocks.Mappings.Matching;

namespace LogoutContracts.Mocks.Mappings.Templates;

/// <summary>The request, as templates see it.</summary>
internal sealed class RequestModel(MappedRequest request) : ITemplateObject
{
    /// <summary>The names of its members.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "url", "path", "pathSegments", "query", "headers", "cookies", "method", "host", "port", "scheme", "baseUrl", "clientIp", "body",
        "bodyAsBase64",
    ];

    public object? this[string name] => name switch
    {
        "url" => request.Target,
        "path" => new PathModel(request.Path),
        "pathSegments" => Segments(request.Path),
        "query" => Values(request.Query),
        "headers" => new LookedUp(header => request.Header(header) is { Count: > 0 } values ? new RepeatedValue(values) : null),
        "cookies" => Values(request.Cookies),
        "method" => request.Method,
        "host" => request.Host,
        "port" => request.Port,
        "scheme" => request.Scheme,
        "baseUrl" => $"{request.Scheme}://{request.Authority}",
        "clientIp" => request.ClientAddress,
        "body" => request.Content.Text,
        "bodyAsBase64" => Convert.ToBase64String(request.Content.Bytes.Span),
        _ => null,
    };

    internal static IReadOnlyList<object?> Segments(string path) => [.. path.TrimStart('/').Split('/')];

    private static LookedUp Values(IReadOnlyDictionary<string, List<string>> pairs) =>
        new(name => pairs.TryGetValue(name, out var values) ? new RepeatedValue(values) : null);
}

/// <summary>A path: a text, whose segments have indexes.</summary>
internal sealed class PathModel(string path) : ITemplateObject, IFormattable
{
    public object? this[string name] => TemplateValues.Member(RequestModel.Segments(path), name);

    public string ToString(string? format, IFormatProvider? formatProvider) => path;
}
