using System.Diagnostics;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.MockServer.Deciding;
using LogoutContracts.MockServer.Http;
using LogoutContracts.MockServer.Journaling;
using LogoutContracts.MockServer.Overrides;
using LogoutContracts.MockServer.Routing;
using LogoutContracts.MockServer.Sessions;
using LogoutContracts.MockServer.Tls;
using LogoutContracts.Specs.Primitives;
using Microsoft.AspNetCore.Http.Features;

namespace LogoutContracts.MockServer.Contracts;

/// <summary>Serves one contract: passes requests from Kestrel to the <see cref="Decider"/> and writes its answers.</summary>
internal sealed class ContractEndpoint
{
    private readonly Journal journal;
    private readonly TimeProvider clock;
    private readonly Action<JournalEntry>? onRequest;
    private readonly CancellationToken stopping;
    private readonly Lock changing = new();
    private volatile ContractState current;
    private volatile Func<IFeatureCollection, ValueTask>? wrapper;

    /// <param name="onRequest">Called for every request, or null.</param>
    /// <param name="stopping">Cancelled when the server stops, so that it does not wait for requests with the fault "hang".</param>
    public ContractEndpoint(MockPlan plan, TimeProvider clock, Journal journal, Action<JournalEntry>? onRequest, CancellationToken stopping)
    {
        this.journal = journal;
        this.clock = clock;
        this.onRequest = onRequest;
        this.stopping = stopping;
        current = ContractState.First(plan, clock, Overrides);
    }

    /// <summary>The current state. Read it once per request: a reload replaces it as a whole.</summary>
    public ContractState Current => current;

    public MockPlan Plan => current.Plan;

    public RunningPlan Running => current.Running;

    public SessionStore Sessions => current.Sessions;

    public ActiveOverrides Overrides { get; } = new();

    public Redactor Redactor => current.Redactor;

    /// <summary>Writes what a browser gets at <c>/</c> if the contract has no such path; null for the same answer as other clients.</summary>
    public Func<MockPlan, ReadOnlyMemory<byte>>? Index { get; set; }

    /// <summary>Restores the seeded sessions and removes all overrides.</summary>
    public void Reset()
    {
        // Locked, so that it does not reset sessions that a concurrent reload is about to replace.
        lock (changing)
            current.Reset();
        Overrides.Clear(forces: true, faults: true);
    }

    /// <summary>Switches to another plan of the same contract; requests in flight finish with the old one.</summary>
    /// <returns>Whether the sessions were kept.</returns>
    public bool Reload(MockPlan plan)
    {
        lock (changing)
        {
            current = current.Next(plan, Overrides, out var kept);
            return kept;
        }
    }

    /// <summary>Answers in place of this mock, such as one with a flaw that wraps it; null if this mock answers itself.</summary>
    public Func<IFeatureCollection, ValueTask>? Wrapper { get => wrapper; set => wrapper = value; }

    /// <summary>Answers a request, or lets the wrapper do it.</summary>
    public ValueTask ServeAsync(IFeatureCollection features) => wrapper is { } other ? other(features) : AnswerAsync(features);

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
        var state = current;
        if (state.Plan.IsOverTls && state.Certificates == CertificateDemand.Required
            && ClientOf(state, features) is not { HasCertificate: true })
            return Problems.NoCertificateAsync(features, state.Plan);
        var path = state.Running.Find(request.Path);
        if (path is null)
        {
            if (Index is { } index && request.IsForIndex)
                return ResponseWriter.PageAsync(features, index(state.Plan));
            var nearest = NearMisses.OfPath(state.Plan, request.Method, request.Path).WithoutCredentials(state.Redactor);
            Note(state, request, body, null, default, 404, Stopwatch.GetTimestamp(), nearest: nearest);
            return Problems.NoPathAsync(features, state.Plan, state.Redactor.Hide(request.Path), nearest);
        }

        var operation = path.Find(request.Method);
        return Overrides.FaultOn(operation) is { } fault
            ? FaultyAsync(state, fault, features, path, operation, request, body)
            : Answer(state, features, path, operation, request, body, null);
    }

    private ValueTask Answer(
        ContractState state, IFeatureCollection features, RunningPath path, RunningOperation operation, KestrelRequest request,
        ReadOnlyMemory<byte> body, Fault? fault)
    {
        var since = Stopwatch.GetTimestamp();
        var preference = request.TryGetHeader("Prefer", out var prefer) ? Preference.Parse(prefer) : default;
        if (!preference.IsKnownTo(operation))
        {
            Note(state, request, body, operation, default, 400, since, fault);
            return Problems.NoSuchVariantAsync(features, operation, state.Redactor.Hide(preference.ToString()));
        }

        var bodyClass = BodyReader.Classify(
            operation.Operation?.Body, body, request.BodyMediaType, request.ContentType, out var json);
        var client = ClientOf(state, features);
        ValueTask answering;
        using (json)
        {
            var decision = state.Decider.Decide(operation, preference, request, client, bodyClass, json?.RootElement);
            if (decision.Variant is { } variant)
            {
                Note(state, request, body, operation, decision, variant.Status, since, fault);
                answering = variant.Answer.WriteAsync(features, decision.Sessions, cut: fault is Fault.TruncatedBody);
            }
            else
            {
                var nearest = NearMisses.OfRules(path, operation, decision.Facts, request, json?.RootElement)
                    .WithoutCredentials(state.Redactor);
                Note(state, request, body, operation, decision, 404, since, fault, nearest);
                answering = Problems.NoVariantAsync(features, state.Plan, path, nearest);
            }
        }

        return answering;
    }

    private static ClientIdentity? ClientOf(ContractState state, IFeatureCollection features) =>
        state.Plan.IsOverTls ? features.GetRequiredFeature<Listener>().Client : null;

    private async ValueTask FaultyAsync(
        ContractState state, Fault fault, IFeatureCollection features, RunningPath path, RunningOperation operation, KestrelRequest request,
        ReadOnlyMemory<byte> body)
    {
        var aborted = features.GetRequiredFeature<IHttpRequestLifetimeFeature>().RequestAborted;
        switch (fault)
        {
            case Fault.Delay delay:
                await Task.Delay(delay.By, aborted);
                await Answer(state, features, path, operation, request, body, fault);
                break;
            case Fault.TruncatedBody:
                await Answer(state, features, path, operation, request, body, fault);

                // Kestrel closes the connection itself after a body shorter than its Content-Length. Without a body to cut, ask it to.
                var response = features.GetRequiredFeature<IHttpResponseFeature>();
                if (!response.HasStarted)
                    response.Headers.Connection = "close";
                break;
            case Fault.Hang:
                Note(state, request, body, operation, default, 0, Stopwatch.GetTimestamp(), fault);
                var closed = features.GetRequiredFeature<Listener>().ClosedByClient;
                using (var end = CancellationTokenSource.CreateLinkedTokenSource(aborted, closed, stopping))
                    await Task.Delay(Timeout.InfiniteTimeSpan, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                ConnectionCloser.Abruptly(features);
                break;
            default:
                Note(state, request, body, operation, default, 0, Stopwatch.GetTimestamp(), fault);
                if (fault is Fault.Reset)
                    ConnectionCloser.Abruptly(features);
                else
                    ConnectionCloser.InGoodOrder(features);
                break;
        }
    }

    /// <summary>Adds the request to the journal and calls the callback; does nothing if there is neither.</summary>
    private void Note(
        ContractState state, KestrelRequest request, ReadOnlyMemory<byte> body, RunningOperation? operation, in Decision decision,
        int status, long since, Fault? fault = null, ValueList<NearMiss>? nearest = null)
    {
        if (!journal.IsOn && onRequest is null)
            return;
        var entry = new JournalEntry(state.Redactor, request.CopyHeaders(), body, decision.Sessions.Caller)
        {
            At = clock.GetUtcNow(),
            Contract = state.Plan.Contract.Id,
            Method = request.Method,
            Path = request.Path,
            Target = request.Target,
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
