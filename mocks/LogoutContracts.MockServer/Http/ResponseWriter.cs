using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;

namespace LogoutContracts.MockServer.Http;

/// <summary>Writes responses to Kestrel.</summary>
internal static class ResponseWriter
{
    public static ValueTask WholeAsync(IFeatureCollection features, int status, string contentType, ReadOnlyMemory<byte> body)
    {
        var response = features.GetRequiredFeature<IHttpResponseFeature>();
        response.StatusCode = status;
        response.Headers.ContentType = contentType;
        response.Headers.ContentLength = body.Length;
        return BodyAsync(features, body);
    }

    /// <summary>Writes a page that may load nothing and that no other page may frame.</summary>
    public static ValueTask PageAsync(IFeatureCollection features, ReadOnlyMemory<byte> html)
    {
        var headers = features.GetRequiredFeature<IHttpResponseFeature>().Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers.Vary = "Accept";
        return WholeAsync(features, 200, "text/html; charset=utf-8", html);
    }

    public static ValueTask ProblemAsync(
        IFeatureCollection features, int status, string type, string title, string detail, Action<Utf8JsonWriter>? more = null) =>
        WholeAsync(features, status, ProblemJson.ContentType, ProblemJson.Bytes(status, type, title, detail, more));

    /// <summary>Writes the body in one call, so that headers and body leave in one packet. Usually completes synchronously.</summary>
    public static ValueTask BodyAsync(IFeatureCollection features, ReadOnlyMemory<byte> body)
    {
        var writing = features.GetRequiredFeature<IHttpResponseBodyFeature>().Writer.WriteAsync(body);
        if (!writing.IsCompletedSuccessfully)
            return Awaited(writing);
        _ = writing.Result;
        return ValueTask.CompletedTask;

        static async ValueTask Awaited(ValueTask<System.IO.Pipelines.FlushResult> flush) => await flush;
    }
}
