using System.Diagnostics;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.MockServer.Clock;
using LogoutContracts.MockServer.Deciding;
using LogoutContracts.MockServer.Http;
using LogoutContracts.MockServer.Journaling;
using LogoutContracts.MockServer.Overrides;
using LogoutContracts.MockServer.Routing;
using LogoutContracts.MockServer.Sessions;
using LogoutContracts.MockServer.Sharing;
using LogoutContracts.MockServer.Telemetry;
using LogoutContracts.MockServer.Tls;
using Microsoft.AspNetCore.Http.Features;

namespace LogoutContracts.MockServer.Contracts;

/// <summary>Serves one contract: passes requests from Kestrel to the <see cref="Decider"/> and writes its answers.</summary>
internal sealed class ContractEndpoint
{
    private readonly AnswerRecorder answers;
    private readonly ContractTelemetry telemetry;
    private readonly Func<IFeatureCollection, ValueTask> answer;
    private readonly ActiveOverrides overrides = new();

    // Null if the state is in memory.
    private readonly SharedEndpoint? shared;
    private readonly CancellationToken stopping;
    private readonly Lock changing = new();
    private volatile ContractState current;
    private volatile Func<IFeatureCollection, ValueTask>? wrapper;

    /// <param name="first">The state to start with. Endpoints that get the same one share sessions and rate limits.</param>
    /// <param name="onRequest">Called for every request, or null.</param>
    /// <param name="state">State outside of the process that several servers share; null for a state in memory.</param>
    /// <param name="stopping">Cancelled when the server stops, so that it does not wait for requests with the fault "hang".</param>
    public ContractEndpoint(
        ContractState first, AdjustableClock clock, Journal journal, Action<JournalEntry>? onRequest, ContractTelemetry telemetry,
        ISharedState? state, CancellationToken stopping)
    {
        answers = new(new(journal, clock, onRequest, telemetry));
        this.telemetry = telemetry;
        answer = AnswerAsync;
        this.stopping = stopping;
        current = first;
        shared = state is null ? null : new(state.Of(current), answers, clock);
    }

    /// <summary>The current state. Read it once per request: a reload replaces it as a whole.</summary>
    public ContractState Current => current;

    public MockPlan Plan => current.Plan;

    public RunningPlan Running => current.Running;

    public OverrideList Overrides => shared?.State.Overrides ?? overrides;

    public Redactor Redactor => current.Redactor;

    /// <summary>The state outside of the process; null if it is in memory.</summary>
    public ISharedContract? Shared => shared?.State;

    /// <summary>
    /// Writes what a browser gets at <c>/</c> if the contract has no such path; null for the same answer as other clients.
    /// </summary>
    public Func<MockPlan, ReadOnlyMemory<byte>>? Index { get; set; }

    /// <summary>Restores the seeded sessions and removes all overrides.</summary>
    public void Reset()
    {
        // Locked, so that it does not reset sessions that a concurrent reload is about to replace.
        lock (changing)
            current.Reset();
        overrides.Clear(forces: true, faults: true);
    }

    /// <summary>Switches to another plan of the same contract; requests in flight finish with the old one.</summary>
    /// <returns>Whether the sessions were kept.</returns>
    public bool Reload(MockPlan plan)
    {
        lock (changing)
        {
            current = current.Next(plan, out var kept);
            return kept;
        }
    }

    /// <summary>Reads or changes sessions outside of a request.</summary>
    /// <param name="query">The sessions that are needed.</param>
    public T Use<T>(SessionQuery query, Func<Look, T> use) =>
        shared is null ? use(current.Sessions.Look()) : shared.State.Use(query, use);

    /// <summary>Answers in place of this mock, such as one with a flaw that wraps it; null if this mock answers itself.</summary>
    public Func<IFeatureCollection, ValueTask>? Wrapper { get => wrapper; set => wrapper = value; }

    /// <summary>The names of the flaws of the wrapper; empty if there is none.</summary>
    public IReadOnlyList<string> Flaws { get; set; } = [];

    /// <summary>Answers a request, or lets the wrapper do it.</summary>
    public ValueTask ServeAsync(IFeatureCollection features) => telemetry.GuardAsync(features, wrapper ?? answer);

    public ValueTask AnswerAsync(IFeatureCollection features)
    {
        var arrived = Stopwatch.GetTimestamp();
        var body = RequestBodyReader.ReadAsync(features);
        if (!body.IsCompletedSuccessfully)
            return Awaited(body, features, arrived);
        return Answer(Of(features, body.Result, arrived));

        async ValueTask Awaited(ValueTask<ReadOnlyMemory<byte>> reading, IFeatureCollection to, long at) =>
            await Answer(Of(to, await reading, at));

        static Arrival Of(IFeatureCollection features, ReadOnlyMemory<byte> body, long at) =>
            new(features, new(features.GetRequiredFeature<IHttpRequestFeature>(), features), body, at);
    }

    private ValueTask Answer(in Arrival arrival)
    {
        var (state, features, request) = (current, arrival.Features, arrival.Request);
        if (state.Plan.IsOverTls && state.Certificates == CertificateDemand.Required
            && ClientOf(state, features) is not { HasCertificate: true })
            return Apart(arrival, null, 421).FinishAfter(Problems.NoCertificateAsync(features, state.Plan));
        var path = state.Running.Find(request.Path);
        if (path is null)
            return Index is { } index && request.IsForIndex
                ? Apart(arrival, request.Path, 200).FinishAfter(ResponseWriter.PageAsync(features, index(state.Plan)))
                : NoPath(state, arrival);
        var operation = path.Find(request.Method);
        var sent = new SentRequest(state, arrival, path, operation, ClientOf(state, features));
        if (shared is not null)
            return shared.AnswerAsync(sent, this);
        if (overrides.FaultOn(operation) is { } fault)
            return Faulty(fault, sent);
        var prepared = Prepare(sent, null);
        return prepared.AnswerAsync(features);
    }

    /// <summary>An exchange that is no part of the contract, and is not in the journal.</summary>
    private PendingExchange Apart(in Arrival arrival, string? route, int status) => new(
        null, telemetry,
        telemetry.SeriesOf(RequestOutcome.Of(arrival.Request.Method, route, null, null, status), arrival.Features),
        arrival.Features, arrival.At);

    private ValueTask NoPath(ContractState state, in Arrival arrival)
    {
        if (shared is not null)
            return shared.NoPathAsync(state, arrival);
        var identified = state.Decider.Identify(state.Sessions.Look(), null, arrival.Request, null);
        return answers.NoPath(state, arrival, identified).AnswerAsync(arrival.Features);
    }

    // On its own, because its closure would be allocated for each request.
    private ValueTask Faulty(Fault fault, SentRequest sent) => StrikeAsync(fault, sent, () => new(Prepare(sent, fault)));

    /// <summary>Decides the answer to a request, applies its effects, and records it.</summary>
    private PreparedAnswer Prepare(in SentRequest sent, Fault? fault)
    {
        var (since, state) = (Stopwatch.GetTimestamp(), sent.State);
        var call = sent.Read(out var json);
        using (json)
        {
            if (fault is { IsSilent: true, Timing: FaultTiming.BeforeEffect })
                return answers.Unanswered(sent, Identify(state, call), since, fault);
            if (overrides.RawOn(sent.Operation) is { } raw)
                return answers.Raw(sent, Identify(state, call), raw, since, fault);
            if (!call.Preference.IsKnownTo(sent.Operation))
                return answers.UnknownPreference(sent, Identify(state, call), call.Preference, since, fault);
            var decision = state.Decide(call with
            {
                Overridden = overrides.ForcedOn(sent.Operation),
                MayChange = fault is not Fault.TruncatedBody { Timing: FaultTiming.BeforeEffect },
            });
            return answers.Decided(sent, decision, call.Json, since, fault);
        }
    }

    private static Decision Identify(ContractState state, in OperationCall call) =>
        state.Decider.Identify(state.Sessions.Look(), call.Operation, call.Request, call.Json);

    private static ClientIdentity? ClientOf(ContractState state, IFeatureCollection features) =>
        state.Plan.IsOverTls ? features.GetRequiredFeature<Listener>().Client : null;

    /// <summary>Injects a fault into a request.</summary>
    /// <param name="prepare">Prepares the answer. A fault that strikes before may delay that.</param>
    public async ValueTask StrikeAsync(Fault fault, SentRequest sent, Func<ValueTask<PreparedAnswer>> prepare)
    {
        var features = sent.Arrival.Features;
        var aborted = features.GetRequiredFeature<IHttpRequestLifetimeFeature>().RequestAborted;
        if (fault is Fault.Delay { Timing: FaultTiming.BeforeEffect } before)
            await Task.Delay(before.By, aborted);
        var prepared = await prepare();
        await prepared.Exchange.FinishAfter(StrikeAsync(fault, features, prepared, aborted));
    }

    private async ValueTask StrikeAsync(Fault fault, IFeatureCollection features, PreparedAnswer prepared, CancellationToken aborted)
    {
        switch (fault)
        {
            case Fault.Delay delay:
                if (delay.Timing == FaultTiming.AfterEffect)
                    await Task.Delay(delay.By, aborted);
                await prepared.WriteAsync(features);
                break;
            case Fault.TruncatedBody:
                await prepared.WriteAsync(features, cut: true);

                // Kestrel closes the connection itself after a body shorter than its Content-Length. Without a body to cut, ask it to.
                var response = features.GetRequiredFeature<IHttpResponseFeature>();
                if (!response.HasStarted)
                    response.Headers.Connection = "close";
                break;
            case Fault.Hang:
                var closed = features.GetRequiredFeature<Listener>().ClosedByClient;
                using (var end = CancellationTokenSource.CreateLinkedTokenSource(aborted, closed, stopping))
                    await Task.Delay(Timeout.InfiniteTimeSpan, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                ConnectionCloser.Abruptly(features);
                break;
            case Fault.Reset:
                ConnectionCloser.Abruptly(features);
                break;
            default:
                ConnectionCloser.InGoodOrder(features);
                break;
        }
    }
}
