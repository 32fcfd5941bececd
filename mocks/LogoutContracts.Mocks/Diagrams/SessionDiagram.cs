using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Diagrams;

/// <summary>
/// Draws the states of a contract's sessions, the answers that move a session from one state to another, and how the probe and a repeated
/// logout answer in each state.
/// </summary>
public static class SessionDiagram
{
    private const string StartId = "s0";

    private static readonly SessionState[] Order =
        [SessionState.Active, SessionState.Superseded, SessionState.Ended, SessionState.Expired, SessionState.Unspecified];

    public static Diagram Of(MockPlan plan)
    {
        var moves = Moves(plan).GroupBy(move => (move.From, move.To), move => move.Why)
            .OrderBy(moves => moves.Key.From is { } from ? Array.IndexOf(Order, from) : -1)
            .ThenBy(moves => Array.IndexOf(Order, moves.Key.To)).ToList();
        var edges = moves.Select(moves => new DiagramEdge(
            moves.Key.From is { } from ? IdOf(from) : StartId, IdOf(moves.Key.To),
            moves.Distinct(StringComparer.Ordinal).Select(DiagramText.Of).ToValueList())).ToValueList();
        var states = Order.Where(state => moves.Exists(moves => moves.Key.To == state || moves.Key.From == state))
            .Select(state => new DiagramNode(IdOf(state), DiagramShape.State, [.. Lines(plan, state).Select(DiagramText.Of)]));
        var release = plan.Release is null ? "" : $", release {plan.Release}";
        return new(
            plan.Contract.Id, null, DiagramText.Of($"{plan.Contract.Id}{release}: states of a session"),
            "How sessions open and end, and how the probe and a repeated logout answer in each state.",
            [new(StartId, DiagramShape.Start, ["no session"]), .. states], edges);
    }

    private static string IdOf(SessionState state) => $"s{Array.IndexOf(Order, state) + 1}";

    private static IEnumerable<(SessionState? From, SessionState To, string Why)> Moves(MockPlan plan)
    {
        var held = plan.Variants.Where(variant => variant.Variant.HoldsIn(plan.Release)).ToList();
        if (!held.Exists(variant => variant.Variant.Opens))
            yield return (null, SessionState.Active, "a login that the contract does not have");
        foreach (var planned in held)
        {
            var variant = planned.Variant;
            foreach (var then in variant.Then.Where(then => then.Role is not Role.Renewed))
            {
                var from = StateBefore.Of(plan, planned, then);
                if (from != then.State && (from is not null || then.Role == Role.Opened))
                    yield return (from, then.State, Why(planned, then));
            }
        }

        var model = plan.Contract.Sessions;
        if (model.IdleTimeout is { } idle)
            yield return (SessionState.Active, SessionState.Expired, $"idle for {DurationWords.Of(idle)}");
        foreach (var credential in model.Credentials)
        {
            if (credential.Lifetime is { } lifetime)
                yield return (SessionState.Active, SessionState.Expired, $"{credential.Name} after {DurationWords.Of(lifetime)}");
        }
    }

    private static string Why(PlannedVariant planned, RoleState then)
    {
        var what = then.Role switch
        {
            Role.Target => "target",
            Role.Other => "other session",
            _ => null,
        };
        var which = new[] { what, then.Value, planned.Variant.Given.Condition == ProviderCondition.None ? null
            : planned.Variant.Given.Condition.InSpecWords() }.OfType<string>().ToList();
        return $"{planned.Operation}: {AnswerWords.Status(planned)}{(which.Count == 0 ? "" : $" ({string.Join(", ", which)})")}";
    }

    /// <summary>The name of the state, and what operations answer in it.</summary>
    private static IEnumerable<string> Lines(MockPlan plan, SessionState state)
    {
        var caller = state switch
        {
            SessionState.Active => CallerStates.Active,
            SessionState.Superseded => CallerStates.Superseded,
            SessionState.Ended => CallerStates.Ended,
            SessionState.Expired => CallerStates.Expired,
            _ => CallerStates.None,
        };
        if (caller == CallerStates.None)
            return [state.InSpecWords(), "the contract does not say"];
        var answers = new List<string> { state.InSpecWords() };
        foreach (var probe in plan.Probes)
        {
            if (state == SessionState.Active)
                answers.Add(Answer(probe.Live));
            else if ((probe.Dead.Variant.Rule.Caller & caller) != 0)
                answers.Add(Answer(probe.Dead));
        }

        // A logout of an active session is on the arrows.
        foreach (var ending in plan.Contract.Operations)
        {
            if (state == SessionState.Active || ending.Session.Ends == SessionEnd.Nothing)
                continue;
            var repeated = plan.Variants.FirstOrDefault(variant => variant.IsDefault && variant.Variant.Given.Caller == caller
                && string.Equals(variant.Operation, ending.Id, StringComparison.Ordinal));
            if (repeated is not null && repeated.Variant.Then.All(then => then.State == state))
                answers.Add(Answer(repeated));
        }

        return answers.Distinct(StringComparer.Ordinal);
    }

    private static string Answer(PlannedVariant variant) => $"{variant.Operation}: {AnswerWords.Name(variant)}";
}
