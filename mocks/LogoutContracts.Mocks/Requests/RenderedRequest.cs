using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Requests;

/// <summary>A request with its values filled in, ready to send.</summary>
/// <param name="Target">Path and query, percent-encoded.</param>
/// <param name="Headers">All headers, including one Cookie header with all cookies.</param>
/// <param name="Body">Null for no body.</param>
public sealed record RenderedRequest(string Method, string Target, ValueList<Header> Headers, string? Body)
{
    /// <summary>The client certificate to use over TLS.</summary>
    public Certificate Certificate { get; init; }

    /// <summary>Fills in the placeholders of an example.</summary>
    public static RenderedRequest Of(ExampleRequest example, Func<Hole, string> valueOf)
    {
        var query = string.Join(
            '&', example.Query.Select(part => $"{Uri.EscapeDataString(part.Name)}={Uri.EscapeDataString(part.Value.Render(valueOf))}"));
        var headers = example.Headers.Select(header => new Header(header.Name, header.Value.Render(valueOf))).ToList();
        if (example.Cookies.Count > 0)
            headers.Add(
                new("Cookie", string.Join("; ", example.Cookies.Select(cookie => $"{cookie.Name}={cookie.Value.Render(valueOf)}"))));
        var path = example.Path.Render(valueOf);
        var target = query.Length == 0 ? path : $"{path}?{query}";
        return new(example.Method, target, headers.ToValueList(), example.Body?.Render(valueOf)) { Certificate = example.Certificate };
    }
}
