using System.Diagnostics;
using LogoutContracts.MockServer.Deciding;
using LogoutContracts.MockServer.Journaling;
using LogoutContracts.MockServer.Overrides;
using LogoutContracts.MockServer.Routing;
using LogoutContracts.MockServer.Telemetry;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.MockServer.Contracts;

/// <summary>Adds requests to the journal and to the telemetry, and calls the callback; does nothing if there is none of them.</summary>
/// <param name="onRequest">Called for every request, or null.</param>
internal sealed class RequestRecorder(
    Journal journal, TimeProvider clock, Action<JournalEntry>? onRequest, ContractTelemetry telemetry)
{
    /// <param name="since">When the server began to decide, in the ticks of <see cref="Stopwatch"/>.</param>
    /// <param name="status">0 if a fault prevents an answer.</param>
    public PendingExchange Record(
        ContractState state, in Arrival arrival, RunningOperation? operation, in Decision decision, int status, long since,
        Fault? fault = null, ValueList<NearMiss>? nearest = null, bool isRaw = false)
    {
        var (id, variant) = (decision.Variant?.Planned.Operation ?? operation?.Operation?.Id, decision.Variant?.Planned.Name);
        var series = telemetry.SeriesOf(
            RequestOutcome.Of(arrival.Request.Method, operation?.Route, id, variant, status, fault), arrival.Features);
        var entry = journal.IsOn || onRequest is not null
            ? Entry(state, arrival, operation, decision, status, since, fault, nearest, isRaw) : null;
        return new(entry, telemetry, series, arrival.Features, arrival.At);
    }

    private JournalEntry Entry(
        ContractState state, in Arrival arrival, RunningOperation? operation, in Decision decision, int status, long since, Fault? fault,
        ValueList<NearMiss>? nearest, bool isRaw)
    {
        var request = arrival.Request;
        var entry = new JournalEntry(state.Redactor, request.CopyHeaders(), arrival.Body, decision.Sessions.Caller)
        {
            At = clock.GetUtcNow(),
            Arrived = arrival.At,
            Contract = state.Plan.Contract.Id,
            Method = request.Method,
            Path = request.Path,
            Target = request.Target,
            BodyClass = decision.Facts.Body,
            Operation = decision.Variant?.Planned.Operation ?? operation?.Operation?.Id,
            Variant = decision.Variant?.Planned.Name,
            IsRaw = isRaw,
            Status = status,
            Fault = fault,
            TargetSession = decision.Sessions.Target,
            OpenedSession = decision.Sessions.Renewed ?? decision.Sessions.Opened,
            IsForced = decision.IsForced,
            SharedTime = decision.SharedTime,
            Nearest = nearest ?? [],
            CallerBefore = decision.Facts.Caller,
            CallerAfter = decision.CallerAfter,
            TargetBefore = decision.Facts.Target,
            TargetAfter = decision.TargetAfter,
            Duration = Stopwatch.GetElapsedTime(since),
        };
        if (journal.IsOn)
            journal.Add(entry);
        onRequest?.Invoke(entry);
        return entry;
    }
}
