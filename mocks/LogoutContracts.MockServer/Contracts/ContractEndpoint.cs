using System.Diagnostics;
using System.Text.Json;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.MockServer.Deciding;
using LogoutContracts.MockServer.Http;
using LogoutContracts.MockServer.Journaling;
using LogoutContracts.MockServer.Overrides;
using LogoutContracts.MockServer.Routing;
using LogoutContracts.MockServer.Sessions;
using LogoutContracts.MockServer.Telemetry;
using LogoutContracts.MockServer.Tls;
using Microsoft.AspNetCore.Http.Features;

namespace LogoutContracts.MockServer.Contracts;

/// <summary>Serves one contract: passes requests from Kestrel to the <see cref="Decider"/> and writes its answers.</summary>
internal sealed class ContractEndpoint
{
    private readonly RequestRecorder recorder;
    private readonly ContractTelemetry telemetry;
    private readonly Func<IFeatureCollection, ValueTask> answer;
    private readonly CancellationToken stopping;
    private readonly Lock changing = new();
    private volatile ContractState current;
    private volatile Func<IFeatureCollection, ValueTask>? wrapper;

    /// <param name="onRequest">Called for every request, or null.</param>
    /// <param name="stopping">Cancelled when the server stops, so that it does not wait for requests with the fault "hang".</param>
    public ContractEndpoint(
        MockPlan plan, TimeProvider clock, Journal journal, Action<JournalEntry>? onRequest, ContractTelemetry telemetry,
        CancellationToken stopping)
    {
        recorder = new(journal, clock, onRequest, telemetry);
        this.telemetry = telemetry;
        answer = AnswerAsync;
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
        if (Overrides.FaultOn(operation) is { } fault)
            return FaultyAsync(state, fault, arrival, path, operation);
        var prepared = Prepare(state, arrival, path, operation, null);
        return prepared.Exchange.FinishAfter(prepared.WriteAsync(features));
    }

    /// <summary>An exchange that is no part of the contract, and is not in the journal.</summary>
    private PendingExchange Apart(in Arrival arrival, string? route, int status) => new(
        null, telemetry,
        telemetry.SeriesOf(RequestOutcome.Of(arrival.Request.Method, route, null, null, status), arrival.Features),
        arrival.Features, arrival.At);

    private ValueTask NoPath(ContractState state, in Arrival arrival)
    {
        var request = arrival.Request;
        var nearest = NearMisses.OfPath(state.Plan, request.Method, request.Path).WithoutCredentials(state.Redactor);
        var exchange = recorder.Record(
            state, arrival, null, state.Decider.Identify(null, request, null), 404, Stopwatch.GetTimestamp(), nearest: nearest);
        return exchange.FinishAfter(
            Problems.NoPathAsync(arrival.Features, state.Plan, state.Redactor.Hide(request.Path), nearest));
    }

    /// <summary>Decides the answer to a request, applies its effects, and records it.</summary>
    private PreparedAnswer Prepare(
        ContractState state, in Arrival arrival, RunningPath path, RunningOperation operation, Fault? fault)
    {
        var (since, features, request) = (Stopwatch.GetTimestamp(), arrival.Features, arrival.Request);
        var isSilent = fault is { IsSilent: true };
        var bodyClass = BodyReader.Classify(
            operation.Operation?.Body, arrival.Body, request.BodyMediaType, request.ContentType, out var json);
        using (json)
        {
            if (Overrides.RawOn(operation) is { } raw)
            {
                var caller = state.Decider.Identify(operation, request, json?.RootElement);
                var forced = recorder.Record(state, arrival, operation, caller, isSilent ? 0 : raw.Status, since, fault, isRaw: true);
                return new(forced, null, caller.Sessions, raw);
            }

            var preference = request.TryGetHeader("Prefer", out var prefer) ? Preference.Parse(prefer) : default;
            if (!preference.IsKnownTo(operation))
                return Unknown(state, arrival, operation, preference, since, fault);
            var decision = state.Decider.Decide(
                operation, preference, request, ClientOf(state, features), bodyClass, json?.RootElement,
                mayChange: fault is not Fault.TruncatedBody { Timing: FaultTiming.BeforeEffect });
            if (decision.Variant is { } variant)
                return new(
                    recorder.Record(state, arrival, operation, decision, isSilent ? 0 : variant.Status, since, fault), variant,
                    decision.Sessions);
            return Unmatched(state, arrival, path, operation, decision, json?.RootElement, since, fault);
        }
    }

    private PreparedAnswer Unknown(
        ContractState state, in Arrival arrival, RunningOperation operation, Preference preference, long since, Fault? fault)
    {
        var features = arrival.Features;
        var exchange = recorder.Record(
            state, arrival, operation, state.Decider.Identify(operation, arrival.Request, null), 400, since, fault);
        return new(exchange, null, default, Problem: () =>
            Problems.NoSuchVariantAsync(features, operation, state.Redactor.Hide(preference.ToString())));
    }

    private PreparedAnswer Unmatched(
        ContractState state, in Arrival arrival, RunningPath path, RunningOperation operation, in Decision decision, JsonElement? json,
        long since, Fault? fault)
    {
        var features = arrival.Features;
        var nearest = NearMisses.OfRules(path, operation, decision.Facts, arrival.Request, json).WithoutCredentials(state.Redactor);
        var exchange = recorder.Record(state, arrival, operation, decision, 404, since, fault, nearest);
        return new(exchange, null, default, Problem: () => Problems.NoVariantAsync(features, state.Plan, path, nearest));
    }

    private static ClientIdentity? ClientOf(ContractState state, IFeatureCollection features) =>
        state.Plan.IsOverTls ? features.GetRequiredFeature<Listener>().Client : null;

    private async ValueTask FaultyAsync(
        ContractState state, Fault fault, Arrival arrival, RunningPath path, RunningOperation operation)
    {
        var aborted = arrival.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>().RequestAborted;
        if (fault is Fault.Delay { Timing: FaultTiming.BeforeEffect } before)
            await Task.Delay(before.By, aborted);
        var prepared = fault is { IsSilent: true, Timing: FaultTiming.BeforeEffect }
            ? new(Identify(state, fault, arrival, operation), null, default) : Prepare(state, arrival, path, operation, fault);
        await prepared.Exchange.FinishAfter(StrikeAsync(fault, arrival.Features, prepared, aborted));
    }

    private PendingExchange Identify(ContractState state, Fault fault, in Arrival arrival, RunningOperation operation)
    {
        var request = arrival.Request;
        BodyReader.Classify(operation.Operation?.Body, arrival.Body, request.BodyMediaType, request.ContentType, out var json);
        using (json)
        {
            return recorder.Record(
                state, arrival, operation, state.Decider.Identify(operation, request, json?.RootElement), 0, Stopwatch.GetTimestamp(),
                fault);
        }
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
