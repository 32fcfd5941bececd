using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace LogoutContracts.MockServer.Telemetry;

/// <summary>
/// Writes the span of a request when the exchange is over. Path, query and headers are left out, because they may hold credentials.
/// </summary>
internal static class RequestSpan
{
    public static void Write(ActivitySource source, RequestSeries series, IFeatureCollection features, TimeSpan elapsed)
    {
        var request = features.GetRequiredFeature<IHttpRequestFeature>();
        var end = DateTimeOffset.UtcNow;

        // Without a parent, the span would belong to whatever the program around the mock is doing.
        var around = Activity.Current;
        Activity.Current = null;
        try
        {
            using var span = source.StartActivity(
                series.SpanName, ActivityKind.Server, ParentOf(request), series.Tags, links: null, end - elapsed);
            if (span is null)
                return;
            if (features.Get<IHttpConnectionFeature>() is { LocalIpAddress: { } address })
                span.SetTag("server.address", address.ToString());
            span.SetTag("network.protocol.version", request.Protocol["HTTP/".Length..]);
            if (series.IsError)
                span.SetStatus(ActivityStatusCode.Error);
            span.SetEndTime(end.UtcDateTime);
        }
        finally
        {
            Activity.Current = around;
        }
    }

    // The client's tracestate is left out: it is text of the client's choice, and the mock calls nobody to hand it on to.
    private static ActivityContext ParentOf(IHttpRequestFeature request) =>
        request.Headers.TraceParent is [{ } parent] && ActivityContext.TryParse(parent, traceState: null, isRemote: true, out var context)
            ? context : default;
}
