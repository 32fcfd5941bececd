using System.Diagnostics;
using LogoutContracts.MockServer.Clock;
using LogoutContracts.MockServer.Deciding;
using LogoutContracts.MockServer.Limits;
using LogoutContracts.MockServer.Overrides;
using LogoutContracts.MockServer.Sessions;
using LogoutContracts.MockServer.Sharing;

namespace LogoutContracts.MockServer.Contracts;

/// <summary>
/// Answers requests from a state that several servers share: it looks, decides as with sessions in memory, and stores the effect before it
/// answers. If another request was faster, it looks and decides again.
/// </summary>
internal sealed class SharedEndpoint(ISharedContract shared, AnswerRecorder answers, AdjustableClock clock)
{
    public ISharedContract State => shared;

    /// <summary>Answers a request to a path of the contract.</summary>
    /// <param name="faulty">Injects faults.</param>
    public async ValueTask AnswerAsync(SentRequest sent, ContractEndpoint faulty)
    {
        var (since, features) = (Stopwatch.GetTimestamp(), sent.Arrival.Features);
        var call = sent.Read(out var json);
        using (json)
        {
            try
            {
                var deadline = Deadline.After(shared.Timeout);
                var query = RequestQuery.Of(sent.State.Plan.Contract.Sessions, call);
                var look = await LookAsync(query, deadline);
                if (await TakeAsync(look, call, deadline, static active => active.Fault is not null) is { Fault: { } fault })
                {
                    await faulty.StrikeAsync(
                        fault, sent, () => PrepareAsync(sent, call, query, fault, null, Deadline.After(shared.Timeout), since));
                    return;
                }

                var prepared = await PrepareAsync(sent, call, query, null, look, deadline, since);
                await prepared.AnswerAsync(features);
            }
            catch (StateUnavailableException e)
            {
                await answers.Unavailable(sent.State, sent.Arrival, sent.Operation, e, since).AnswerAsync(features);
            }
        }
    }

    /// <summary>Answers a request to a path that the contract does not have.</summary>
    public async ValueTask NoPathAsync(ContractState state, Arrival arrival)
    {
        var since = Stopwatch.GetTimestamp();
        PreparedAnswer prepared;
        try
        {
            var look = await LookAsync(
                RequestQuery.Of(state.Plan.Contract.Sessions, arrival.Request), Deadline.After(shared.Timeout));
            prepared = answers.NoPath(
                state, arrival, state.Decider.Identify(look.Look, null, arrival.Request, null) with { SharedTime = look.Now });
        }
        catch (StateUnavailableException e)
        {
            prepared = answers.Unavailable(state, arrival, null, e, since);
        }

        await prepared.AnswerAsync(arrival.Features);
    }

    /// <param name="first">What was seen before; null to look again, because time has passed.</param>
    private async ValueTask<PreparedAnswer> PrepareAsync(
        SentRequest sent, OperationCall call, SessionQuery query, Fault? fault, SharedLook? first, Deadline deadline, long since)
    {
        var state = sent.State;
        var look = first ?? await LookAsync(query, deadline);
        if (fault is { IsSilent: true, Timing: FaultTiming.BeforeEffect })
            return answers.Unanswered(sent, Identify(state, look, call), since, fault);
        if (await TakeAsync(look, call, deadline, static active => active.Raw is not null) is { Raw: { } raw })
            return answers.Raw(sent, Identify(state, look, call), raw, since, fault);
        if (!call.Preference.IsKnownTo(sent.Operation))
            return answers.UnknownPreference(sent, Identify(state, look, call), call.Preference, since, fault);
        var forced = await TakeAsync(look, call, deadline, static active => active.Variant is not null);
        var decided = call with
        {
            Overridden = forced?.Variant is { } name ? sent.Operation.Named(name) : null,
            MayChange = fault is not Fault.TruncatedBody { Timing: FaultTiming.BeforeEffect },
        };
        var count = default(LimitCount);
        while (true)
        {
            if (state.Decider.TryDecide(look.Look, decided, ref count, out var decision) && await shared.TryApplyAsync(look, deadline))
                return answers.Decided(sent, decision with { SharedTime = look.Now }, call.Json, since, fault);
            look = await LookAsync(query, deadline);
        }
    }

    private static Decision Identify(ContractState state, SharedLook look, in OperationCall call) =>
        state.Decider.Identify(look.Look, call.Operation, call.Request, call.Json) with { SharedTime = look.Now };

    private async ValueTask<SharedLook> LookAsync(SessionQuery query, Deadline deadline)
    {
        var look = await shared.LookAsync(query, deadline);
        clock.Follow(look.Ahead);
        return look;
    }

    /// <summary>The first override of a sort that applies to the request, or null. Counts the request.</summary>
    private async ValueTask<Override?> TakeAsync(
        SharedLook look, OperationCall call, Deadline deadline, Func<Override, bool> isWanted)
    {
        foreach (var active in look.Overrides)
        {
            if (isWanted(active) && active.Means(call.Operation) && await shared.CountAsync(active.Id, deadline) is { } number
                && TriggerCounter.Takes(active.Trigger, number))
                return active;
        }

        return null;
    }
}
