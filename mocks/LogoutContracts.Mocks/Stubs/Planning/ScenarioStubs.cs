using LogoutContracts.Mocks.Matching;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Mocks.Stubs.Format;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Stubs.Planning;

/// <summary>
/// Stubs for one variant's own sessions: the answer to each of them as caller, in every combination of states that they can reach. Without
/// state changes, no scenario is needed. The session of a login knows all requests. Other sessions know only the variant's own request,
/// the probe and, if the variant needs a dead session, the logout: WireMock tries mappings one by one, so fewer are faster. For the same
/// reason, a caller whom the anonymous stubs answer correctly gets none, such as most callers with an ended session.
/// </summary>
internal sealed class ScenarioStubs
{
    private const int First = 1_000;

    // WireMock evaluates the body pattern of a stub even if a header does not match, so it tries stubs without one first. Stubs of
    // different variants never match the same request.
    private const int FirstWithBodies = 10_000;

    private readonly MockPlan plan;
    private readonly PlannedVariant variant;
    private readonly IReadOnlyCollection<PlannedVariant> refused;
    private readonly AnonymousStubs anonymous;
    private readonly List<SeededSession> sessions;
    private readonly List<StubPlace> places;

    // Null for the session of a login: clients use it for any request.
    private readonly List<PlannedVariant>? known;

    public ScenarioStubs(
        MockPlan plan, ValueList<StubPlace> places, PlannedVariant variant, IReadOnlyCollection<PlannedVariant> refused,
        AnonymousStubs anonymous)
    {
        this.plan = plan;
        this.variant = variant;
        this.refused = refused;
        this.anonymous = anonymous;
        sessions = [.. variant.Seeds.Sessions.Where(session =>
            (session.State == SeedState.Live || session.Role == Role.Opened)
            && !(session.Role == Role.Target && variant.Variant.Given.Target == TargetStates.Self))];
        known = variant is { IsDefault: true, Variant.Opens: true } ? null
            :
            [
                variant, .. plan.Probes.Select(probe => probe.Live),
                .. (Preconditions.Endings(plan, variant) ?? []).Select(ending => ending.By),
            ];

        // The probe, the operations that end sessions or open one from another, and the variant's own operation. A client that logs in
        // can also ask for the ids that it needs later.
        this.places =
        [
            .. places.Where(place => place.Has(variant) || plan.Probes.Any(probe => place.Has(probe.Live))
                || (place.Operation is not null && place.Variants.Any(other => TakesSession(other.Variant)))
                || (variant.Variant.Opens && place.Operation is { Session.Gives.Count: > 0 })),
        ];
    }

    private static bool TakesSession(Variant variant) =>
        variant.Renews || variant.Then.Any(then => then is { Role: Role.Caller, State: SessionState.Ended })
        || (variant.Opens && (variant.Given.Caller & CallerStates.Known) != 0);

    public IEnumerable<StubDraft> All()
    {
        var drafts = new List<(StubDraft Draft, ReachedState From, ReachedState To)>();
        var states = new List<ReachedState> { ReachedState.Start };
        for (var i = 0; i < states.Count; i++)
        {
            foreach (var answer in CallersIn(states[i]).SelectMany(caller => places.SelectMany(place => Answers(caller, place, states[i]))))
            {
                drafts.Add((answer.Draft, states[i], answer.To));
                if (!states.Contains(answer.To))
                    states.Add(answer.To);
            }
        }

        var first = drafts.Exists(pair => pair.Draft.Request.Body is not null) ? FirstWithBodies : First;
        var name = $"{plan.Contract.Id}/{variant.Operation}/{variant.Name}";
        return drafts.Select((pair, i) => pair.Draft with
        {
            Priority = first + i,
            Scenario = states.Count == 1 ? null : new(name, pair.From.Name, pair.To.Name),
        });
    }

    private IEnumerable<SeededCaller> CallersIn(ReachedState state) => sessions
        .SelectMany(session => (SeededCaller[])[new(session, IsRenewed: false), new(session, IsRenewed: true)]).Where(state.Knows);

    private IEnumerable<(StubDraft Draft, ReachedState To)> Answers(SeededCaller caller, StubPlace place, ReachedState from)
    {
        var shown = plan.Contract.Sessions.CallerOf(place.Operation?.Session);
        var key = shown.FirstOrDefault(value => !plan.Contract.Sessions.IsShared(value.Values[0]));
        foreach (var value in key?.Values ?? [plan.Contract.Sessions.Key])
        {
            var only = shown.Select(each => each == key ? each with { Values = [value] } : each).ToValueList();
            var state = SessionResolver.InSession(from.StateOf(caller, plan.Contract.Sessions.ValueNames[value]));
            var needed = Needed(caller, value, state, only, place, from);
            foreach (var answer in Answers(caller, value, state, only, place, from).Where(answer => needed.Contains(answer.Draft.Answer)))
                yield return answer;
        }
    }

    /// <summary>The variants that need stubs for the caller; anonymous stubs give the answers of the last ones, if any.</summary>
    private HashSet<PlannedVariant> Needed(
        SeededCaller caller, int value, CallerStates state, ValueList<ShownValue> shown, StubPlace place, ReachedState from)
    {
        var ways = CarriedPatterns.Of(plan.Contract.Sessions, shown, name => caller[name]).ToList();
        var answers = Answers(caller, value, state, [], place, from).ToList();
        var count = 0;
        while (!(answers.Skip(count).All(answer => answer.To == from)
            && anonymous.Answer(
                place, rule => rule.FitsCaller(state, value), ways, [.. answers.Skip(count).Select(answer => answer.Draft)])))
            count++;
        return new(answers.Take(count).Select(answer => answer.Draft.Answer), ReferenceEqualityComparer.Instance);
    }

    /// <param name="value">The value that the caller shows.</param>
    /// <param name="state">The state of the caller if it shows that value.</param>
    /// <param name="shown">What the stubs require of a request; empty for stubs without credentials.</param>
    private IEnumerable<(StubDraft Draft, ReachedState To)> Answers(
        SeededCaller caller, int value, CallerStates state, ValueList<ShownValue> shown, StubPlace place, ReachedState from)
    {
        var last = new List<(StubDraft, ReachedState)>();
        var ordered = place.Defaults(refused);
        if (!variant.IsDefault && place.Has(variant))
            ordered.Insert(0, variant);
        foreach (var answer in ordered)
        {
            var rule = answer.Variant.Rule;
            if (rule.Mixed && ReferenceEquals(answer, variant) && caller.Session.Role == Role.Caller)
                yield return (Draft(place, answer, MixedCredentials(place), null, caller, null)!, from);
            if (known?.Contains(answer) is false && (rule.Caller & CallerStates.Active) != 0)
                continue;
            if (!rule.FitsCaller(state, value) || rule.Mixed
                || (rule.Kind is not null && !string.Equals(rule.Kind, caller.Session.Kind, StringComparison.Ordinal)))
                continue;
            var takesAll = false;
            foreach (var credentials in WaysToShow(caller, shown, place, rule))
            {
                foreach (var (target, carried, body) in TargetsOf(place, answer, caller, from, credentials))
                {
                    if (Draft(place, answer, carried, body, caller, target) is not { } draft
                        || from.After(answer.Variant, place.Operation?.Session.Ends ?? SessionEnd.Nothing, caller, target,
                            sessions) is not { } to)
                        continue;

                    // An unknown target is any id that no other stub matches, so these stubs come last.
                    if (rule.Target != TargetStates.Any && target is null)
                        last.Add((draft, to));
                    else
                        yield return (draft, to);
                    takesAll |= rule.Target == TargetStates.Any && rule.Method is null && draft.Request.Body is null
                        && rule.Conditions.Count == 0 && rule.MediaType is null && credentials.Count == shown.Count;
                }
            }

            if (takesAll)
                break;
        }

        foreach (var late in last)
            yield return late;
    }

    private IEnumerable<IReadOnlyList<CarriedPattern>> WaysToShow(SeededCaller caller, ValueList<ShownValue> shown, StubPlace place,
        Rule rule) =>
        CarriedPatterns.Of(plan.Contract.Sessions, shown, name => caller[name]).SelectMany(
            credentials => ClientPatterns.Of(plan.Contract.Sessions, place, rule, isKnownCaller: true)
                .Select(client => (IReadOnlyList<CarriedPattern>)[.. credentials, .. client]));

    private StubDraft? Draft(
        StubPlace place, PlannedVariant answer, IReadOnlyList<CarriedPattern> carried, StubBody? body, SeededCaller caller,
        SeededSession? target)
    {
        if (RulePatterns.Request(place, answer, carried, body, hole => ValueOf(hole, answer, caller, target)) is not { } request)
            return null;
        var roles = target is null || ReferenceEquals(target, caller.Session) ? caller.Name : $"{caller.Name} on {target.Role}";
        return new(
            answer, $"{answer.Name}: {roles.ToLowerInvariant()} of {variant.Name}", 0, null, request,
            StubDraft.Respond(answer, hole => ValueOf(hole, answer, caller, target)));
    }

    /// <summary>The targets for which the rule matches, with what the request shows for them; a null target is an unknown one.</summary>
    private IEnumerable<(SeededSession? Target, IReadOnlyList<CarriedPattern> Carried, StubBody? Body)> TargetsOf(
        StubPlace place, PlannedVariant answer, SeededCaller caller, ReachedState from, IReadOnlyList<CarriedPattern> credentials)
    {
        var rule = answer.Variant.Rule;
        var named = place.Operation?.Session.Target;
        if (named is null || rule.Target == TargetStates.Any)
        {
            foreach (var body in RulePatterns.Bodies(place, answer, hole => ValueOf(hole, answer, caller, null), credentials))
                yield return (named is null ? null : caller.Session, credentials, body);
            yield break;
        }

        foreach (var target in sessions.Where(target => (rule.Target & RelationOf(caller.Session, target, from)) != 0))
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
        StubPlace place, PlannedVariant answer, SeededCaller caller, SeededSession target, IReadOnlyList<CarriedPattern> credentials)
    {
        var named = place.Operation!.Session.Target!;
        if (named.IsAt(CarrierKind.Body) && place.Operation.Body is { IsJson: true } declared)
        {
            var text = answer.Variant.Request.Body!.Render(hole => ValueOf(hole, answer, caller, target));
            yield return (credentials, RulePatterns.Equal(declared, text));
            yield break;
        }

        foreach (var naming in CarriedPatterns.Of(plan.Contract.Sessions, named, name => target[name]))
        {
            IReadOnlyList<CarriedPattern> carried = [.. credentials, naming];
            foreach (var body in RulePatterns.Bodies(place, answer, hole => ValueOf(hole, answer, caller, target), carried))
                yield return (carried, body);
        }
    }

    private static TargetStates RelationOf(SeededSession caller, SeededSession target, ReachedState state) =>
        ReferenceEquals(caller, target) ? TargetStates.Self
        : !string.Equals(caller.User, target.User, StringComparison.Ordinal) ? TargetStates.Foreign
        : state.HasEnded(target) ? TargetStates.OwnEnded : TargetStates.OwnActive;

    private static string ValueOf(Hole hole, PlannedVariant answer, SeededCaller caller, SeededSession? target) => hole.Role switch
    {
        Role.Caller or Role.Each => caller[hole.Name],
        Role.Renewed => new SeededCaller(caller.Session, IsRenewed: true)[hole.Name],
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
}
