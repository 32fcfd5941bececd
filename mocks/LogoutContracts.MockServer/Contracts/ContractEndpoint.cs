using System.Diagnostics;
using LogoutContracts.MockServer.Deciding;
using LogoutContracts.MockServer.Http;
using LogoutContracts.MockServer.Journaling;
using LogoutContracts.MockServer.Overrides;
using LogoutContracts.MockServer.Routing;
using LogoutContracts.MockServer.Sessions;
using LogoutContracts.MockServer.Tls;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using Microsoft.AspNetCore.Http.Features;

namespace LogoutContracts.MockServer.Contracts;

/// <summary>One contract, running: the edge between Kestrel and the <see cref="Decider"/>.</summary>
internal sealed class ContractEndpoint
{
    private readonly Journal journal;
    private readonly TimeProvider clock;
    private readonly Action<JournalEntry>? onRequest;
    private readonly CancellationToken stopping;
    private readonly Lock changing = new();
    private volatile ContractState inForce;

    /// <param name="onRequest">Told of every request; null: nobody wants to hear of them.</param>
    /// <param name="stopping">When the server stops, so that it does not wait for a request that hangs.</param>
    public ContractEndpoint(MockPlan plan, TimeProvider clock, Journal journal, Action<JournalEntry>? onRequest, CancellationToken stopping)
    {
        this.journal = journal;
        this.clock = clock;
        this.onRequest = onRequest;
        this.stopping = stopping;
        inForce = ContractState.First(plan, clock, Steering);
    }

    /// <summary>To be asked for once a request: who keeps to one sees a reload as a whole, or not at all.</summary>
    public ContractState InForce => inForce;

    public MockPlan Plan => inForce.Plan;

    public RunningPlan Running => inForce.Running;

    public SessionStore Sessions => inForce.Sessions;

    public ActiveOverrides Steering { get; } = new();

    public Redactor Redactor => inForce.Redactor;

    /// <summary>Everything back to the start: sessions as seeded, nothing forced, no fault.</summary>
    public void Reset()
    {
        // The sessions of a plan that a reload is about to replace would be reset in vain.
        lock (changing)
            inForce.Reset();
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
        var request = new KestrelRequest(features.GetRequiredFeature<IHttpRequestFeature>(), features);
        var now = inForce;
        if (now.Plan.IsOverTls && now.Certificates == CertificateDemand.Required && ClientOf(now, features) is not { HasCertificate: true })
            return Problems.NoCertificateAsync(features, now.Plan);
        var path = now.Running.Find(request.Path);
        if (path is null)
        {
            var nearest = NearMisses.OfPath(now.Plan, request.Method, request.Path).WithoutCredentials(now.Redactor);
            Note(now, request, body, null, default, 404, Stopwatch.GetTimestamp(), nearest: nearest);
            return Problems.NoPathAsync(features, now.Plan, now.Redactor.Hide(request.Path), nearest);
        }

        var operation = path.Find(request.Method);
        return Steering.FaultOn(operation) is { } fault
            ? FaultyAsync(now, fault, features, path, operation, request, body) : Answer(now, features, path, operation, request, body, null);
    }

    private ValueTask Answer(ContractState now, IFeatureCollection features, RunningPath path, RunningOperation operation, KestrelRequest request, ReadOnlyMemory<byte> body, Fault? fault)
    {
        var since = Stopwatch.GetTimestamp();
        var preference = request.TryGetHeader("Prefer", out var prefer) ? Preference.Parse(prefer) : default;
        if (!preference.IsKnownTo(operation))
        {
            Note(now, request, body, operation, default, 400, since, fault);
            return Problems.NoSuchVariantAsync(features, operation, now.Redactor.Hide(preference.ToString()));
        }

        var bodyClass = BodyReader.Classify(operation.Operation?.Body, body, request.BodyMediaType, request.ContentType, out var json);
        var client = ClientOf(now, features);
        ValueTask answering;
        using (json)
        {
            var decision = now.Decider.Decide(operation, preference, request, client, bodyClass, json?.RootElement);
            if (decision.Variant is { } variant)
            {
                Note(now, request, body, operation, decision, variant.Status, since, fault);
                answering = variant.Answer.WriteAsync(features, decision.Sessions, cut: fault is Fault.TruncatedBody);
            }
            else
            {
                var nearest = NearMisses.OfRules(path, operation, decision.Facts, request, json?.RootElement).WithoutCredentials(now.Redactor);
                Note(now, request, body, operation, decision, 404, since, fault, nearest);
                answering = Problems.NoVariantAsync(features, now.Plan, path, nearest);
            }
        }

        return answering;
    }

    private static ClientIdentity? ClientOf(ContractState now, IFeatureCollection features) => now.Plan.IsOverTls ? features.GetRequiredFeature<Listener>().Client : null;

    private async ValueTask FaultyAsync(ContractState now, Fault fault, IFeatureCollection features, RunningPath path, RunningOperation operation, KestrelRequest request, ReadOnlyMemory<byte> body)
    {
        var aborted = features.GetRequiredFeature<IHttpRequestLifetimeFeature>().RequestAborted;
        switch (fault)
        {
            case Fault.Delay delay:
                await Task.Delay(delay.By, aborted);
                await Answer(now, features, path, operation, request, body, fault);
                break;
            case Fault.TruncatedBody:
                await Answer(now, features, path, operation, request, body, fault);

                // Kestrel closes a connection on which a body is shorter than promised, once all of it is sent. Where there is no body to cut, it must be told.
                var response = features.GetRequiredFeature<IHttpResponseFeature>();
                if (!response.HasStarted)
                    response.Headers.Connection = "close";
                break;
            case Fault.Hang:
                Note(now, request, body, operation, default, 0, Stopwatch.GetTimestamp(), fault);
                using (var end = CancellationTokenSource.CreateLinkedTokenSource(aborted, stopping))
                    await Task.Delay(Timeout.InfiniteTimeSpan, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                ConnectionCloser.Abruptly(features);
                break;
            default:
                Note(now, request, body, operation, default, 0, Stopwatch.GetTimestamp(), fault);
                if (fault is Fault.Reset)
                    ConnectionCloser.Abruptly(features);
                else
                    ConnectionCloser.InGoodOrder(features);
                break;
        }
    }

    /// <summary>Into the journal, and to whoever wants to hear of it; nothing where there is neither.</summary>
    private void Note(ContractState now, KestrelRequest request, ReadOnlyMemory<byte> body, RunningOperation? operation, in Decision decision, int status, long since, Fault? fault = null, ValueList<NearMiss>? nearest = null)
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
            Fault = fault,
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
    }
}
