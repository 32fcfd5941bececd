using System.Diagnostics;
using System.Text.Json;
using LogoutContracts.MockServer.Deciding;
using LogoutContracts.MockServer.Overrides;
using LogoutContracts.MockServer.Routing;
using LogoutContracts.MockServer.Sharing;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.MockServer.Contracts;

/// <summary>Records what was decided about a request, and prepares its answer.</summary>
/// <remarks>Everywhere, <c>since</c> is when the server began to decide, in the ticks of <see cref="Stopwatch"/>.</remarks>
internal sealed class AnswerRecorder(RequestRecorder recorder)
{
    /// <summary>The answer to a request on which a variant was chosen, or for which none matches.</summary>
    public PreparedAnswer Decided(in SentRequest sent, in Decision decision, JsonElement? json, long since, Fault? fault)
    {
        var state = sent.State;
        if (decision.Variant is { } variant)
        {
            return new(
                recorder.Record(
                    state, sent.Arrival, sent.Operation, decision, fault is { IsSilent: true } ? 0 : variant.Status, since, fault),
                variant, decision.Sessions);
        }

        var (features, path) = (sent.Arrival.Features, sent.Path);
        var nearest = NearMisses.OfRules(path, sent.Operation, decision.Facts, sent.Arrival.Request, json)
            .WithoutCredentials(state.Redactor);
        var exchange = recorder.Record(state, sent.Arrival, sent.Operation, decision, 404, since, fault, nearest);
        return new(exchange, null, default, Problem: () => Problems.NoVariantAsync(features, state.Plan, path, nearest));
    }

    /// <summary>A forced answer that need not be in the contract.</summary>
    /// <param name="identified">The sessions of the request.</param>
    public PreparedAnswer Raw(in SentRequest sent, in Decision identified, RawAnswer raw, long since, Fault? fault) => new(
        recorder.Record(
            sent.State, sent.Arrival, sent.Operation, identified, fault is { IsSilent: true } ? 0 : raw.Status, since, fault, isRaw: true),
        null, identified.Sessions, raw);

    /// <summary>The answer to a request that prefers a variant that the operation does not have.</summary>
    /// <param name="identified">The sessions of the request.</param>
    public PreparedAnswer UnknownPreference(in SentRequest sent, in Decision identified, Preference preference, long since, Fault? fault)
    {
        var (features, operation, redactor) = (sent.Arrival.Features, sent.Operation, sent.State.Redactor);
        var exchange = recorder.Record(sent.State, sent.Arrival, operation, identified, 400, since, fault);
        return new(exchange, null, default, Problem: () =>
            Problems.NoSuchVariantAsync(features, operation, redactor.Hide(preference.ToString())));
    }

    /// <summary>No answer, because of a fault that strikes before the request takes effect.</summary>
    /// <param name="identified">The sessions of the request.</param>
    public PreparedAnswer Unanswered(in SentRequest sent, in Decision identified, long since, Fault fault) =>
        new(recorder.Record(sent.State, sent.Arrival, sent.Operation, identified, 0, since, fault), null, default);

    /// <summary>The answer to a request to a path that the contract does not have.</summary>
    /// <param name="identified">The sessions of the request.</param>
    public PreparedAnswer NoPath(ContractState state, in Arrival arrival, in Decision identified)
    {
        var (features, request) = (arrival.Features, arrival.Request);
        var nearest = NearMisses.OfPath(state.Plan, request.Method, request.Path).WithoutCredentials(state.Redactor);
        var exchange = recorder.Record(state, arrival, null, identified, 404, Stopwatch.GetTimestamp(), nearest: nearest);
        return new(exchange, null, default, Problem: () =>
            Problems.NoPathAsync(features, state.Plan, state.Redactor.Hide(request.Path), nearest));
    }

    /// <summary>The answer to a request that cannot be decided, because the shared state is unavailable.</summary>
    /// <param name="operation">Null for an unknown path.</param>
    public PreparedAnswer Unavailable(
        ContractState state, in Arrival arrival, RunningOperation? operation, StateUnavailableException reason, long since)
    {
        var features = arrival.Features;
        var nobody = new Decision(
            null,
            new(CallerStates.Absent, false, null, TargetStates.Absent, BodyClass.Empty, "", arrival.Request.Method, Certificate.Own),
            default, EndedCaller: false, EndedTarget: false);
        var exchange = recorder.Record(state, arrival, operation, nobody, 503, since);
        return new(exchange, null, default, Problem: () => Problems.NoStateAsync(features, reason));
    }
}
