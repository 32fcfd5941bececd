using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http.Features;

namespace LogoutContracts.MockServer.Telemetry;

/// <summary>
/// The telemetry of one server: a meter and an activity source for listeners in the process, and counts for the admin port.
/// </summary>
internal sealed class ServerTelemetry : IDisposable
{
    private static readonly string? Version = typeof(ServerTelemetry).Assembly.GetName().Version?.ToString(3);
    private static readonly ActivitySource Source = new(TelemetryNames.Source, Version);

    private readonly bool counts;
    private readonly Meter meter = new(TelemetryNames.Source, Version);
    private readonly Histogram<double> duration;
    private readonly ConcurrentQueue<ContractTelemetry> contracts = new();
    private Func<IEnumerable<SessionsInState>> sessions = static () => [];

    /// <param name="counts">Whether to count requests even if nobody in the process listens.</param>
    public ServerTelemetry(bool counts)
    {
        this.counts = counts;
        duration = meter.CreateHistogram(
            TelemetryNames.Duration, "s", TelemetryNames.DurationDescription, tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = DurationBuckets.Bounds });
        meter.CreateObservableUpDownCounter(
            TelemetryNames.Sessions,
            () => Sessions.Select(counted => new Measurement<long>(
                counted.Count, new(TelemetryNames.Contract, counted.Contract),
                new KeyValuePair<string, object?>(TelemetryNames.State, counted.State))),
            "{session}", TelemetryNames.SessionsDescription);
    }

    /// <summary>Whether anybody wants to know about requests.</summary>
    public bool IsOn => counts || duration.Enabled || Source.HasListeners();

    /// <summary>What the requests so far were like.</summary>
    public IEnumerable<RequestSeries> Requests => contracts.SelectMany(contract => contract.Series);

    /// <summary>Counts the sessions on each read.</summary>
    public IEnumerable<SessionsInState> Sessions => sessions();

    /// <param name="contract">Id of the contract or name of the stubs; null for requests to neither.</param>
    public ContractTelemetry Of(string? contract)
    {
        var added = new ContractTelemetry(this, contract);
        contracts.Enqueue(added);
        return added;
    }

    /// <param name="count">Counts the sessions; may be called concurrently.</param>
    public void Observe(Func<IEnumerable<SessionsInState>> count) => sessions = count;

    /// <summary>Records the end of an exchange.</summary>
    /// <param name="arrived">Timestamp of the arrival, in the ticks of <see cref="Stopwatch"/>.</param>
    public void Record(RequestSeries series, IFeatureCollection features, long arrived)
    {
        var elapsed = Stopwatch.GetElapsedTime(arrived);
        if (counts)
            series.Durations.Add(elapsed);
        if (duration.Enabled)
            duration.Record(elapsed.TotalSeconds, series.Tags);
        if (Source.HasListeners())
            RequestSpan.Write(Source, series, features, elapsed);
    }

    public void Dispose() => meter.Dispose();
}

/// <param name="State">As in specs.</param>
internal sealed record SessionsInState(string Contract, string State, long Count);
