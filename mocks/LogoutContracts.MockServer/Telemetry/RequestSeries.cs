using Microsoft.AspNetCore.Http.Features;

namespace LogoutContracts.MockServer.Telemetry;

/// <summary>All requests with one outcome.</summary>
internal sealed class RequestSeries
{
    /// <param name="contract">Null for requests to no contract.</param>
    /// <param name="features">Of a request with this outcome.</param>
    public RequestSeries(string? contract, RequestOutcome outcome, IFeatureCollection features)
    {
        var request = features.GetRequiredFeature<IHttpRequestFeature>();

        // The prefix of a port that contracts share.
        var route = outcome.Route is { } template ? request.PathBase + template : null;
        var method = string.Equals(outcome.Method, RequestOutcome.OtherMethod, StringComparison.Ordinal) ? "HTTP" : outcome.Method;
        SpanName = route is null ? method : $"{method} {route}";
        IsError = outcome.Error is not null;
        Tags =
        [
            .. new KeyValuePair<string, object?>[]
            {
                new("http.request.method", outcome.Method),
                new("http.response.status_code", outcome.Status > 0 ? outcome.Status : null),
                new("http.route", route),
                new("url.scheme", request.Scheme),
                new("server.port", features.Get<IHttpConnectionFeature>()?.LocalPort),
                new("error.type", outcome.Error),
                new(TelemetryNames.Contract, contract),
                new(TelemetryNames.Operation, outcome.Operation),
                new(TelemetryNames.Variant, outcome.Variant),
            }.Where(static tag => tag.Value is not null),
        ];
    }

    public string SpanName { get; }

    public bool IsError { get; }

    /// <summary>The attributes of the outcome that apply.</summary>
    public KeyValuePair<string, object?>[] Tags { get; }

    /// <summary>How long the requests took. Empty if the server does not count them.</summary>
    public DurationBuckets Durations { get; } = new();
}
