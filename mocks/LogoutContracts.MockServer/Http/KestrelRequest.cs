using System.Net;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Primitives;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace LogoutContracts.MockServer.Http;

/// <summary>A request as Kestrel has it. A struct, so that asking it allocates nothing.</summary>
internal readonly struct KestrelRequest(IHttpRequestFeature request, IFeatureCollection? features = null) : IRequest
{
    public string Method => request.Method;

    public string Path => request.Path;

    /// <summary>Of the body, lower case, without parameters; empty where the request names none.</summary>
    public string BodyMediaType => ContentType.Length > 0 ? Specs.Primitives.MediaType.Essence(ContentType) : "";

    /// <summary>The whole header; empty if there is none.</summary>
    public string ContentType => request.Headers.ContentType is [{ } contentType, ..] ? contentType : "";

    /// <summary>Where the connection comes from; <see cref="IPAddress.None"/> if that is not known.</summary>
    public IPAddress ClientAddress => features?.Get<IHttpConnectionFeature>()?.RemoteIpAddress ?? IPAddress.None;

    public KeyValuePair<string, StringValues>[] CopyHeaders() => [.. request.Headers];

    public bool TryGetHeader(string name, out ReadOnlySpan<char> value)
    {
        var there = request.Headers.TryGetValue(name, out var values) && values.Count > 0;
        value = there ? Joined(values) : default;
        return there;
    }

    public bool TryGetCookie(string name, out ReadOnlySpan<char> value)
    {
        // Browsers send one Cookie header, HTTP/2 may send several.
        foreach (var header in request.Headers.Cookie)
        {
            if (CookieHeader.TryFind(header, name, out value))
                return true;
        }

        value = default;
        return false;
    }

    public bool TryGetQuery(string name, out ReadOnlySpan<char> value) => QueryText.TryFind(request.QueryString, name, out value);

    private static string Joined(StringValues values) => values.Count == 1 ? values[0] ?? "" : string.Join(", ", values.ToArray());
}
