using System.Diagnostics;
using LogoutContracts.Mocks;
using LogoutContracts.Specs;
using Microsoft.AspNetCore.Http.Features;

namespace LogoutContracts.Serving;

/// <summary>One contract, running: the edge between Kestrel and the <see cref="Decider"/>.</summary>
internal sealed class ContractMock
{
    private readonly RunningPlan plan;
    private readonly Decider decider;
    private readonly Journal journal;
    private readonly TimeProvider clock;
    private readonly CancellationToken stopping;

    /// <param name="stopping">When the server stops, so that it does not wait for a request that hangs.</param>
    public ContractMock(MockPlan plan, TimeProvider clock, Journal journal, CancellationToken stopping)
    {
        this.plan = new(plan);
        this.journal = journal;
        this.clock = clock;
        this.stopping = stopping;
        Sessions = new(plan.Contract.Sessions, clock, this.plan.Seeds);
        Redactor = new(plan.Contract.Sessions);
        decider = new(plan.Contract.Sessions, Sessions, Steering);
    }

    public MockPlan Plan => plan.Plan;

    public RunningPlan Running => plan;

    public SessionStore Sessions { get; }

    public Steering Steering { get; } = new();

    public Redactor Redactor { get; }

    /// <summary>Everything back to the start: sessions as seeded, nothing forced, no fault.</summary>
    public void Reset()
    {
        Sessions.Reset();
        Steering.Clear(forces: true, faults: true);
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
        var path = plan.Find(request.Path);
        if (path is null)
        {
            var nearest = NearMisses.OfPath(Plan, request.Method, request.Path).ToValueList();
            Note(request, body, null, default, 404, Stopwatch.GetTimestamp(), nearest: nearest);
            return Problems.NoPathAsync(features, Plan, request.Path, nearest);
        }

        var operation = path.Find(request.Method);
        return Steering.FaultOn(operation) is { } fault
            ? FaultyAsync(fault, features, path, operation, request, body) : Answer(features, path, operation, request, body, null);
    }

    private ValueTask Answer(IFeatureCollection features, RunningPath path, RunningOperation operation, KestrelRequest request, ReadOnlyMemory<byte> body, Fault? fault)
    {
        var since = Stopwatch.GetTimestamp();
        var preference = request.TryGetHeader("Prefer", out var prefer) ? Preference.Parse(prefer) : default;
        if (!operation.Knows(preference))
        {
            Note(request, body, operation, default, 400, since, fault);
            return Problems.NoSuchVariantAsync(features, operation, preference);
        }

        var bodyClass = BodyReader.Classify(operation.Operation?.Body, body, request.MediaType, out var json);
        ValueTask answering;
        using (json)
        {
            var decision = decider.Decide(operation, preference, request, bodyClass, json?.RootElement);
            if (decision.Variant is { } variant)
            {
                Note(request, body, operation, decision, variant.Status, since, fault);
                answering = variant.Answer.WriteAsync(features, decision.Sessions, cut: fault is Fault.TruncatedBody);
            }
            else
            {
                var nearest = NearMisses.OfRules(path, operation, decision.Facts, request, json?.RootElement).ToValueList();
                Note(request, body, operation, decision, 404, since, fault, nearest);
                answering = Problems.NoVariantAsync(features, Plan, path, nearest);
            }
        }

        return answering;
    }

    private async ValueTask FaultyAsync(Fault fault, IFeatureCollection features, RunningPath path, RunningOperation operation, KestrelRequest request, ReadOnlyMemory<byte> body)
    {
        var aborted = features.GetRequiredFeature<IHttpRequestLifetimeFeature>().RequestAborted;
        switch (fault)
        {
            case Fault.Delay delay:
                await Task.Delay(delay.By, aborted);
                await Answer(features, path, operation, request, body, fault);
                break;
            case Fault.TruncatedBody:
                await Answer(features, path, operation, request, body, fault);

                // Kestrel closes a connection on which a body is shorter than promised, once all of it is sent. Where there is no body to cut, it must be told.
                var response = features.GetRequiredFeature<IHttpResponseFeature>();
                if (!response.HasStarted)
                    response.Headers.Connection = "close";
                break;
            case Fault.Hang:
                Note(request, body, operation, default, 0, Stopwatch.GetTimestamp(), fault);
                using (var end = CancellationTokenSource.CreateLinkedTokenSource(aborted, stopping))
                    await Task.Delay(Timeout.InfiniteTimeSpan, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                Disconnecting.Abruptly(features);
                break;
            default:
                Note(request, body, operation, default, 0, Stopwatch.GetTimestamp(), fault);
                if (fault is Fault.Reset)
                    Disconnecting.Abruptly(features);
                else
                    Disconnecting.InGoodOrder(features);
                break;
        }
    }

    /// <summary>Into the journal, if there is one.</summary>
    private void Note(KestrelRequest request, ReadOnlyMemory<byte> body, RunningOperation? operation, in Decision decision, int status, long since, Fault? fault = null, ValueList<NearMiss>? nearest = null)
    {
        if (!journal.IsOn)
            return;
        journal.Add(new(Redactor, request.CopyHeaders(), body, decision.Sessions.Caller)
        {
            At = clock.GetUtcNow(),
            Contract = Plan.Contract.Id,
            Method = request.Method,
            Path = request.Path,
            Operation = decision.Variant?.Planned.Operation ?? operation?.Operation?.Id,
            Variant = decision.Variant?.Planned.Name,
            Status = status,
            Fault = fault,
            Nearest = nearest ?? [],
            CallerBefore = decision.Facts.Caller,
            CallerAfter = decision.CallerAfter,
            TargetBefore = decision.Facts.Target,
            TargetAfter = decision.TargetAfter,
            Duration = Stopwatch.GetElapsedTime(since),
        });
    }
}
