using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Mocks.Stubs.Format;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Stubs.Planning;

/// <summary>
/// Stubs for one variant's own sessions: the answer to each of them as caller, in every combination of states that they can reach. Without
/// state changes, no scenario is needed.
/// </summary>
internal sealed class ScenarioStubs
{
    private const int First = 1_000;

    private readonly MockPlan plan;
    private readonly PlannedVariant variant;
    private readonly IReadOnlyCollection<PlannedVariant> refused;
    private readonly List<SeededSession> sessions;
    private readonly List<StubPlace> places;

    public ScenarioStubs(MockPlan plan, ValueList<StubPlace> places, PlannedVariant variant, IReadOnlyCollection<PlannedVariant> refused)
    {
        this.plan = plan;
        this.variant = variant;
        this.refused = refused;
        sessions = [.. variant.Seeds.Sessions.Where(session =>
            (session.Standing == SeedState.Live || session.Role == Role.Opened)
            && !(session.Role == Role.Target && variant.Variant.Given.Target == TargetStates.Self))];

        // The probe, the operations that end sessions or open one from another, and the variant's own operation.
        this.places =
        [
            .. places.Where(place => place.Has(variant) || place.Has(plan.Live)
                || (place.Operation is not null && place.Variants.Any(other => TakesSession(other.Variant)))),
        ];
    }

    private static bool TakesSession(Variant variant) =>
        variant.Ends(Role.Caller) || (variant.Opens && (variant.Given.Caller & CallerStates.Known) != 0);

    public IEnumerable<StubDraft> All()
    {
        var drafts = new List<(StubDraft Draft, Ended From, Ended To)>();
        var states = new List<Ended> { new([]) };
        for (var i = 0; i < states.Count; i++)
        {
            foreach (var answer in sessions.SelectMany(caller => places.SelectMany(place => Answers(caller, place, states[i]))))
            {
                drafts.Add((answer.Draft, states[i], answer.To));
                if (!states.Contains(answer.To))
                    states.Add(answer.To);
            }
        }

        var name = $"{plan.Contract.Id}/{variant.Operation}/{variant.Name}";
        return drafts.Select((pair, i) => pair.Draft with
        {
            Priority = First + i,
            Scenario = states.Count == 1 ? null : new(name, pair.From.Name, pair.To.Name),
        });
    }

    private IEnumerable<(StubDraft Draft, Ended To)> Answers(SeededSession caller, StubPlace place, Ended ended)
    {
        var state = ended.Has(caller) ? CallerStates.Ended : CallerStates.Active;
        var ordered = place.InForce(refused);
        if (!variant.IsDefault && place.Has(variant))
            ordered.Insert(0, variant);
        var last = new List<(StubDraft, Ended)>();
        foreach (var answer in ordered)
        {
            var rule = answer.Variant.Rule;
            if (rule.Mixed && ReferenceEquals(answer, variant) && caller.Role == Role.Caller)
                yield return (Draft(place, answer, MixedCredentials(place), null, caller, null)!, ended);
            if ((rule.Caller & state) == 0 || rule.Mixed
                || (rule.Kind is not null && !string.Equals(rule.Kind, caller.Kind, StringComparison.Ordinal)))
                continue;
            var takesAll = false;
            foreach (var credentials in CarriedPatterns.Of(plan.Contract.Sessions, plan.Contract.Sessions.CallerOf(place.Operation?.Session), name => caller[name]))
            {
                foreach (var (target, carried, body) in TargetsOf(place, answer, caller, ended, credentials))
                {
                    if (Draft(place, answer, carried, body, caller, target) is not { } draft)
                        continue;
                    var to = ended.And(answer.Variant.Ends(Role.Caller) ? caller : null)
                        .And(answer.Variant.Ends(Role.Target) ? target : null);

                    // An unknown target is any id that no other stub matches, so these stubs come last.
                    if (rule.Target != TargetStates.Any && target is null)
                        last.Add((draft, to));
                    else
                        yield return (draft, to);
                    takesAll |= rule.Target == TargetStates.Any && rule.Method is null && draft.Request.Body is null
                        && rule.Conditions.Count == 0 && rule.MediaType is null;
                }
            }

            if (takesAll)
                break;
        }

        foreach (var late in last)
            yield return late;
    }

    private StubDraft? Draft(
        StubPlace place, PlannedVariant answer, IReadOnlyList<CarriedPattern> carried, StubBody? body, SeededSession caller,
        SeededSession? target)
    {
        if (RulePatterns.Request(place, answer, carried, body, hole => ValueOf(hole, answer, caller, target)) is not { } request)
            return null;
        var roles = target is null || ReferenceEquals(target, caller) ? $"{caller.Role}" : $"{caller.Role} on {target.Role}";
        return new(
            answer, $"{answer.Name}: {roles.ToLowerInvariant()} of {variant.Name}", 0, null, request,
            StubDraft.Respond(answer, hole => ValueOf(hole, answer, caller, target)));
    }

    /// <summary>The targets for which the rule matches, with what the request shows for them; a null target is an unknown one.</summary>
    private IEnumerable<(SeededSession? Target, IReadOnlyList<CarriedPattern> Carried, StubBody? Body)> TargetsOf(
        StubPlace place, PlannedVariant answer, SeededSession caller, Ended ended, IReadOnlyList<CarriedPattern> credentials)
    {
        var rule = answer.Variant.Rule;
        var named = place.Operation?.Session.Target;
        if (named is null || rule.Target == TargetStates.Any)
        {
            foreach (var body in RulePatterns.Bodies(place, answer, hole => ValueOf(hole, answer, caller, null), credentials))
                yield return (named is null ? null : caller, credentials, body);
            yield break;
        }

        foreach (var target in sessions.Where(target => (rule.Target & RelationOf(caller, target, ended)) != 0))
        {
            foreach (var (carried, body) in Naming(place, answer, caller, target, credentials))
                yield return (target, carried, body);
        }

        if ((rule.Target & TargetStates.Unknown) != 0)
        {
            foreach (var body in RulePatterns.Bodies(place, answer, hole => ValueOf(hole, answer, caller, null), credentials))
                yield return (null, credentials, body);
        }
    }

    /// <summary>The ways to name a target. In JSON, only the body of the example names it.</summary>
    private IEnumerable<(IReadOnlyList<CarriedPattern> Carried, StubBody? Body)> Naming(
        StubPlace place, PlannedVariant answer, SeededSession caller, SeededSession target, IReadOnlyList<CarriedPattern> credentials)
    {
        var named = place.Operation!.Session.Target!;
        if (named.IsAt(CarrierKind.Body) && place.Operation.Body is { IsJson: true })
        {
            var text = answer.Variant.Request.Body!.Render(hole => ValueOf(hole, answer, caller, target));
            yield return (credentials, new StubBody.Json(StubJson.Compact(text)));
            yield break;
        }

        foreach (var naming in CarriedPatterns.Of(plan.Contract.Sessions, named, name => target[name]))
        {
            IReadOnlyList<CarriedPattern> carried = [.. credentials, naming];
            foreach (var body in RulePatterns.Bodies(place, answer, hole => ValueOf(hole, answer, caller, target), carried))
                yield return (carried, body);
        }
    }

    private static TargetStates RelationOf(SeededSession caller, SeededSession target, Ended ended) =>
        ReferenceEquals(caller, target) ? TargetStates.Self
        : !string.Equals(caller.User, target.User, StringComparison.Ordinal) ? TargetStates.Foreign
        : ended.Has(target) ? TargetStates.OwnEnded : TargetStates.OwnActive;

    private static string ValueOf(Hole hole, PlannedVariant answer, SeededSession caller, SeededSession? target) => hole.Role switch
    {
        Role.Caller => caller[hole.Name],
        Role.Target when target is not null => target[hole.Name],
        Role.Target when answer.Variant.Given.Target == TargetStates.Self => caller[hole.Name],
        _ => answer.Seeds.ValueOf(hole),
    };

    private List<CarriedPattern> MixedCredentials(StubPlace place)
    {
        var request = RenderedRequest.Of(variant.Variant.Request, variant.Seeds.ValueOf);
        return [.. plan.Contract.Sessions.CallerOf(place.Operation?.Session)
            .Select(shown => CarriedPatterns.Carry(shown.Places[0], RenderedBody.Shown(shown, place.Operation?.Body, request)))];
    }

    /// <summary>Which of the variant's sessions have ended.</summary>
    private sealed record Ended(ValueList<Role> Roles)
    {
        public string Name =>
            Roles.Count == 0 ? StubScenario.Started
                : $"{string.Join(" and ", Roles.Select(role => role.ToString().ToLowerInvariant()))} ended";

        public bool Has(SeededSession session) => Roles.Contains(session.Role);

        public Ended And(SeededSession? session) =>
            session is null || Has(session) ? this : new(Roles.Append(session.Role).Order().ToValueList());
    }
}
