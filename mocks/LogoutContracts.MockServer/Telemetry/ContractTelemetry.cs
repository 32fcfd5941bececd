using System.Collections.Concurrent;
using System.Diagnostics;
using LogoutContracts.MockServer.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LogoutContracts.MockServer.Telemetry;

/// <summary>The telemetry of one contract.</summary>
/// <param name="contract">Null for requests to no contract.</param>
internal sealed class ContractTelemetry(ServerTelemetry server, string? contract)
{
    private readonly ConcurrentDictionary<RequestOutcome, RequestSeries> series = new();

    /// <summary>Whether anybody wants to know about requests.</summary>
    public bool IsOn => server.IsOn;

    public IEnumerable<RequestSeries> Series => series.Values;

    /// <summary>The series of requests with this outcome; null if nobody wants to know.</summary>
    public RequestSeries? SeriesOf(in RequestOutcome outcome, IFeatureCollection features) => !IsOn ? null
        : series.TryGetValue(outcome, out var known) ? known : series.GetOrAdd(outcome, new RequestSeries(contract, outcome, features));

    /// <summary>Records the end of an exchange.</summary>
    /// <param name="arrived">Timestamp of the arrival, in the ticks of <see cref="Stopwatch"/>.</param>
    public void Record(RequestSeries of, IFeatureCollection features, long arrived) => server.Record(of, features, arrived);

    /// <summary>Answers a request, and records it if that fails.</summary>
    public ValueTask GuardAsync(IFeatureCollection features, Func<IFeatureCollection, ValueTask> answer)
    {
        if (!IsOn)
            return answer(features);
        var arrived = Stopwatch.GetTimestamp();
        try
        {
            var answering = answer(features);
            return answering.IsCompletedSuccessfully ? ValueTask.CompletedTask : Awaited(answering, features, arrived);
        }
        catch (Exception e) when (!ClientGone.Is(e))
        {
            Fail(e, features, arrived);
            throw;
        }
    }

    private async ValueTask Awaited(ValueTask answering, IFeatureCollection features, long arrived)
    {
        try
        {
            await answering;
        }
        catch (Exception e) when (!ClientGone.Is(e))
        {
            Fail(e, features, arrived);
            throw;
        }
    }

    private void Fail(Exception e, IFeatureCollection features, long arrived)
    {
        var method = features.GetRequiredFeature<IHttpRequestFeature>().Method;
        var status = e is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;
        if (SeriesOf(RequestOutcome.Of(method, null, null, null, status), features) is { } failed)
            Record(failed, features, arrived);
    }
}
