using System.Diagnostics;
using LogoutContracts.MockServer.Deciding;
using LogoutContracts.MockServer.Journaling;
using LogoutContracts.MockServer.Overrides;
using LogoutContracts.MockServer.Routing;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.MockServer.Contracts;

/// <summary>Adds requests to the journal and calls the callback; does nothing if there is neither.</summary>
/// <param name="onRequest">Called for every request, or null.</param>
internal sealed class RequestRecorder(Journal journal, TimeProvider clock, Action<JournalEntry>? onRequest)
{
    /// <param name="since">When the server began to decide, in the ticks of <see cref="Stopwatch"/>.</param>
    /// <param name="status">0 if a fault prevents an answer.</param>
    /// <returns>Null if requests are not recorded.</returns>
    public JournalEntry? Record(
        ContractState state, in Arrival arrival, RunningOperation? operation, in Decision decision, int status, long since,
        Fault? fault = null, ValueList<NearMiss>? nearest = null, bool isRaw = false)
    {
        if (!journal.IsOn && onRequest is null)
            return null;
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
