using System.Diagnostics;
using LogoutContracts.Mocks;
using Microsoft.AspNetCore.Http.Features;

namespace LogoutContracts.Serving;

/// <summary>One contract, running: the edge between Kestrel and the <see cref="Decider"/>.</summary>
internal sealed class ContractMock
{
    private readonly Journal journal;
    private readonly TimeProvider clock;
    private readonly Action<JournalEntry>? onRequest;
    private readonly Lock changing = new();
    private volatile PlanInForce inForce;

    public ContractMock(MockPlan plan, TimeProvider clock, Journal journal, Action<JournalEntry>? onRequest)
    {
        this.journal = journal;
        this.clock = clock;
        this.onRequest = onRequest;
        inForce = PlanInForce.First(plan, clock, Steering);
    }

    /// <summary>To be asked for once a request: who keeps to one sees a reload as a whole, or not at all.</summary>
    public PlanInForce InForce => inForce;

    public MockPlan Plan => inForce.Plan;

    public RunningPlan Running => inForce.Running;

    public SessionStore Sessions => inForce.Sessions;

    public Steering Steering { get; } = new();

    public Redactor Redactor => inForce.Redactor;

    /// <summary>Everything back to the start: sessions as seeded, nothing forced, no fault.</summary>
    public void Reset()
    {
        // The sessions of a plan that a reload is about to replace would be reset in vain.
        lock (changing)
            Sessions.Reset();
        Steering.Clear(forces: true, faults: true);
    }

    /// <summary>Answers by another plan of the same contract from now on; requests under way end by the one that they began with.</summary>
    /// <returns>Whether its sessions live on.</returns>
    public bool Reload(MockPlan plan)
    {
        lock (changing)
        {
            inForce = inForce.Next(plan, Steering, out var kept);
            return kept;
        }
    }

    public ValueTask AnswerAsync(IFeatureCollection features)
    {
        var body = RequestBodyReader.ReadAsync(features);
        if (!body.IsCompletedSuccessfully)
            return Awaited(body, features);
        return Answer(features, body.Result);

        async ValueTask Awaited(ValueTask<ReadOnlyMemory<byte>> reading, IFeatureCollection to) => await Answer(to, await reading);
    }

    private ValueTask Answer(IFeatureCollection features, ReadOnlyMemory<byte> body)
    {
        var request = new KestrelRequest(features.GetRequiredFeature<IHttpRequestFeature>());
        var now = inForce;
        var path = now.Running.Find(request.Path);
        if (path is null)
        {
            Note(now, request, body, null, default, 404, Stopwatch.GetTimestamp());
            return Problems.NoPathAsync(features, now.Plan, request.Method, request.Path);
        }

        var operation = path.Find(request.Method);
        return Steering.FaultOn(operation) is { } fault
            ? FaultyAsync(now, fault, features, path, operation, request, body) : Answer(now, features, path, operation, request, body, cut: false);
    }

    /// <param name="cut">Whether the answer breaks off in the middle.</param>
    private ValueTask Answer(PlanInForce now, IFeatureCollection features, RunningPath path, RunningOperation operation, KestrelRequest request, ReadOnlyMemory<byte> body, bool cut)
    {
        var since = Stopwatch.GetTimestamp();
        var preference = request.TryGetHeader("Prefer", out var prefer) ? Preference.Parse(prefer) : default;
        if (!operation.Knows(preference))
        {
            Note(now, request, body, operation, default, 400, since);
            return Problems.NoSuchVariantAsync(features, operation, preference);
        }

        var bodyClass = BodyReader.Classify(operation.Operation?.Body, body, request.MediaType, out var json);
        ValueTask answering;
        using (json)
        {
            var decision = now.Decider.Decide(operation, preference, request, bodyClass, json?.RootElement);
            Note(now, request, body, operation, decision, decision.Variant?.Status ?? 404, since);
            answering = decision.Variant is { } variant
                ? variant.Answer.WriteAsync(features, decision.Sessions, cut) : Problems.NoVariantAsync(features, now.Plan, path, operation, decision.Facts, request, json?.RootElement);
        }

        return answering;
    }

    private async ValueTask FaultyAsync(PlanInForce now, Fault fault, IFeatureCollection features, RunningPath path, RunningOperation operation, KestrelRequest request, ReadOnlyMemory<byte> body)
    {
        var aborted = features.GetRequiredFeature<IHttpRequestLifetimeFeature>().RequestAborted;
        switch (fault)
        {
            case Fault.Delay delay:
                await Task.Delay(delay.By, aborted);
                await Answer(now, features, path, operation, request, body, cut: false);
                break;
            case Fault.TruncatedBody:
                await Answer(now, features, path, operation, request, body, cut: true);
                Disconnecting.InGoodOrder(features);
                break;
            case Fault.Hang:
                Note(now, request, body, operation, default, 0, Stopwatch.GetTimestamp());
                await Task.Delay(Timeout.InfiniteTimeSpan, aborted);
                break;
            default:
                Note(now, request, body, operation, default, 0, Stopwatch.GetTimestamp());
                if (fault is Fault.Reset)
                    Disconnecting.Abruptly(features);
                else
                    Disconnecting.InGoodOrder(features);
                break;
        }
    }

    /// <summary>Into the journal, and to whoever wants to hear of it; nothing where there is neither.</summary>
    private void Note(PlanInForce now, KestrelRequest request, ReadOnlyMemory<byte> body, RunningOperation? operation, in Decision decision, int status, long since)
    {
        if (!journal.IsOn && onRequest is null)
            return;
        var entry = new JournalEntry(now.Redactor, request.CopyHeaders(), body, decision.Sessions.Caller)
        {
            At = clock.GetUtcNow(),
            Contract = now.Plan.Contract.Id,
            Method = request.Method,
            Path = request.Path,
            Operation = decision.Variant?.Planned.Operation ?? operation?.Operation?.Id,
            Variant = decision.Variant?.Planned.Name,
            Status = status,
            CallerBefore = decision.Facts.Caller,
            CallerAfter = decision.CallerAfter,
            TargetBefore = decision.Facts.Target,
            TargetAfter = decision.TargetAfter,
            Duration = Stopwatch.GetElapsedTime(since),
        };
        if (journal.IsOn)
            journal.Add(entry);
        onRequest?.Invoke(entry);
    }
}
