using System.Net;
using LogoutContracts.Mocks.Requests;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace LogoutContracts.MockServer.Http;

/// <summary>A view of Kestrel's request. A struct, so that it allocates nothing.</summary>
internal readonly struct KestrelRequest(IHttpRequestFeature request, IFeatureCollection? features = null) : IRequest
{
    public string Method => request.Method;

    public string Path => request.Path;

    /// <summary>Path and query as sent, without the prefix of a shared port.</summary>
    public string Target => MappedHttpRequest.TargetOf(request);

    /// <summary>Media type of the body, in lower case and without parameters; empty if the request has no Content-Type.</summary>
    public string BodyMediaType => ContentType.Length > 0 ? Specs.Primitives.MediaType.Essence(ContentType) : "";

    /// <summary>The Content-Type header with its parameters; empty if there is none.</summary>
    public string ContentType => request.Headers.ContentType is [{ } contentType, ..] ? contentType : "";

    /// <summary>Address of the client; <see cref="IPAddress.None"/> if it is unknown.</summary>
    public IPAddress ClientAddress => features?.Get<IHttpConnectionFeature>()?.RemoteIpAddress ?? IPAddress.None;

    /// <summary>Whether a browser asks for the root.</summary>
    public bool IsForIndex => request is { Method: "GET", Path: "/" } && AcceptHeader.PrefersHtml(request.Headers.Accept);

    public KeyValuePair<string, StringValues>[] CopyHeaders() => [.. request.Headers];

    public bool TryGetHeader(string name, out ReadOnlySpan<char> value)
    {
        var found = request.Headers.TryGetValue(name, out var values) && values.Count > 0;
        value = found ? Joined(values) : default;
        return found;
    }

    public bool TryGetCookie(string name, out ReadOnlySpan<char> value)
    {
        // HTTP/2 clients may send several Cookie headers.
        foreach (var header in request.Headers.Cookie)
        {
            if (CookieHeader.TryFind(header, name, out value))
                return true;
        }

        value = default;
        return false;
    }

    public bool TryGetQuery(string name, out ReadOnlySpan<char> value) => QueryText.TryFind(request.QueryString, name, out value);

    // Kestrel has decoded the path, except for %2F.
    public ReadOnlySpan<char> Segment(int index) =>
        PathText.Segment(request.Path, index) is var segment && segment.Contains('%') ? Uri.UnescapeDataString(segment) : segment;

    private static string Joined(StringValues values) => values.Count == 1 ? values[0] ?? "" : string.Join(", ", values.ToArray());
}
