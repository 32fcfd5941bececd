using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Mocks.Stubs.Format;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Stubs.Planning;

/// <summary>
/// Stubs for one variant's own sessions: the answer to each of them as caller, in every combination of states that they can reach. Without
/// state changes, no scenario is needed. The session of a login knows all requests. Other sessions know only the variant's own request,
/// the probe and, if the variant needs a dead session, the logout: WireMock tries mappings one by one, so fewer are faster.
/// </summary>
internal sealed class ScenarioStubs
{
    private const int First = 1_000;

    private readonly MockPlan plan;
    private readonly PlannedVariant variant;
    private readonly IReadOnlyCollection<PlannedVariant> refused;
    private readonly List<SeededSession> sessions;
    private readonly List<StubPlace> places;

    // Null for the session of a login: clients use it for any request.
    private readonly List<PlannedVariant>? known;

    public ScenarioStubs(MockPlan plan, ValueList<StubPlace> places, PlannedVariant variant, IReadOnlyCollection<PlannedVariant> refused)
    {
        this.plan = plan;
        this.variant = variant;
        this.refused = refused;
        sessions = [.. variant.Seeds.Sessions.Where(session =>
            (session.State == SeedState.Live || session.Role == Role.Opened)
            && !(session.Role == Role.Target && variant.Variant.Given.Target == TargetStates.Self))];
        known = variant is { IsDefault: true, Variant.Opens: true } ? null
            : [variant, plan.Live, .. (Preconditions.Endings(plan, variant) ?? []).Select(ending => ending.By)];

        // The probe, the operations that end sessions or open one from another, and the variant's own operation. A client that logs in
        // can also ask for the ids that it needs later.
        this.places =
        [
            .. places.Where(place => place.Has(variant) || place.Has(plan.Live)
                || (place.Operation is not null && place.Variants.Any(other => TakesSession(other.Variant)))
                || (variant.Variant.Opens && place.Operation is { Session.Gives.Count: > 0 })),
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
        var ordered = place.Defaults(refused);
        if (!variant.IsDefault && place.Has(variant))
            ordered.Insert(0, variant);
        var last = new List<(StubDraft, Ended)>();
        foreach (var answer in ordered)
        {
            var rule = answer.Variant.Rule;
            if (rule.Mixed && ReferenceEquals(answer, variant) && caller.Role == Role.Caller)
                yield return (Draft(place, answer, MixedCredentials(), null, caller, null)!, ended);
            if ((state == CallerStates.Active && known?.Contains(answer) is false) || (rule.Caller & state) == 0 || rule.Mixed
                || (rule.Kind is not null && !string.Equals(rule.Kind, caller.Kind, StringComparison.Ordinal)))
                continue;
            var takesAll = false;
            foreach (var credentials in CarriedPatterns.Of(plan.Contract.Sessions, name => caller[name]))
            {
                foreach (var (target, body) in TargetsOf(place, answer, caller, ended))
                {
                    if (Draft(place, answer, credentials, body, caller, target) is not { } draft)
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
        StubPlace place, PlannedVariant answer, IReadOnlyList<CarriedPattern> credentials, StubBody? body, SeededSession caller,
        SeededSession? target)
    {
        if (RulePatterns.Request(place, answer, credentials, body) is not { } request)
            return null;
        var roles = target is null || ReferenceEquals(target, caller) ? $"{caller.Role}" : $"{caller.Role} on {target.Role}";
        return new(
            answer, $"{answer.Name}: {roles.ToLowerInvariant()} of {variant.Name}", 0, null, request,
            StubDraft.Respond(answer, hole => ValueOf(hole, answer, caller, target)));
    }

    /// <summary>The targets for which the rule matches, with the body that names them; a null target is an unknown one.</summary>
    private IEnumerable<(SeededSession? Target, StubBody? Body)> TargetsOf(
        StubPlace place, PlannedVariant answer, SeededSession caller, Ended ended)
    {
        var rule = answer.Variant.Rule;
        if (place.Operation?.Session.Target is null || rule.Target == TargetStates.Any)
        {
            foreach (var body in RulePatterns.Bodies(place, answer, hole => ValueOf(hole, answer, caller, null)))
                yield return (place.Operation?.Session.Target is null ? null : caller, body);
            yield break;
        }

        foreach (var target in sessions.Where(target => (rule.Target & RelationOf(caller, target, ended)) != 0))
        {
            var named = answer.Variant.Request.Body!.Render(hole => ValueOf(hole, answer, caller, target));
            yield return (target, new StubBody.Json(StubJson.Compact(named)));
        }

        if ((rule.Target & TargetStates.Unknown) != 0)
        {
            foreach (var body in RulePatterns.Bodies(place, answer, hole => ValueOf(hole, answer, caller, null)))
                yield return (null, body);
        }
    }

    private static TargetStates RelationOf(SeededSession caller, SeededSession target, Ended ended) =>
        ReferenceEquals(caller, target) ? TargetStates.Self
        : !string.Equals(caller.User, target.User, StringComparison.Ordinal) ? TargetStates.Foreign
        : ended.Has(target) ? TargetStates.OwnEnded : TargetStates.OwnActive;

    private static string ValueOf(Hole hole, PlannedVariant answer, SeededSession caller, SeededSession? target) => hole.Role switch
    {
        Role.Caller or Role.Each => caller[hole.Name],
        Role.Target when target is not null => target[hole.Name],
        Role.Target when answer.Variant.Given.Target == TargetStates.Self => caller[hole.Name],
        _ => answer.Seeds.ValueOf(hole),
    };

    private List<CarriedPattern> MixedCredentials()
    {
        var request = RenderedRequest.Of(variant.Variant.Request, variant.Seeds.ValueOf);
        return [.. plan.Contract.Sessions.Credentials.Select(credential =>
        {
            var value = CredentialReader.Read(credential, new RenderedRequestView(request)).ToString();
            var carrier = credential.Carriers[0];
            var text = carrier.Prefix + value + carrier.Suffix;
            return new CarriedPattern(carrier.Kind == CarrierKind.Cookie, carrier.Name, new ValuePattern.Exact(text), text);
        })];
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
