using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Stubs.Format;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Stubs.Planning;

/// <summary>
/// Stubs for requests with no credential, a partial one, or an unknown one. Unknown credentials have no pattern: these stubs have the
/// lowest priority and match what is left.
/// </summary>
internal sealed class AnonymousStubs
{
    private const int First = 100_000;
    private const int PlaceStep = 1_000;
    private const int OtherMethods = 900_000;

    private readonly Dictionary<StubPlace, List<(CallerClass Caller, StubDraft Draft)>> stubs = new(ReferenceEqualityComparer.Instance);

    public AnonymousStubs(SessionModel sessions, ValueList<StubPlace> places, IReadOnlyCollection<PlannedVariant> refused)
    {
        for (var i = 0; i < places.Count; i++)
        {
            var place = places[i];

            // Stubs for any method need a lower priority than all stubs for one method, regardless of the order of paths.
            var priority = (place.Operation is null ? OtherMethods : First) + (i * PlaceStep);
            var variants = place.Defaults(refused);
            stubs[place] = [.. Classes(sessions, sessions.CallerOf(place.Operation?.Session), variants)
                .SelectMany(caller => For(sessions, place, variants, caller).Select(draft => (caller, draft)))
                .Select((pair, index) => (pair.caller, pair.draft with { Priority = priority + index }))];
        }
    }

    public IEnumerable<StubDraft> All => stubs.Values.SelectMany(place => place.Select(stub => stub.Draft));

    /// <summary>Whether these stubs give a known caller the same answers as stubs of its own would.</summary>
    /// <param name="fits">Whether a rule matches the state of the caller.</param>
    /// <param name="ways">The ways in which the caller can show its credentials.</param>
    /// <param name="own">The stubs of its own, but without credentials, in their order.</param>
    public bool Answer(
        StubPlace place, Func<Rule, bool> fits, List<IReadOnlyList<CarriedPattern>> ways, IReadOnlyList<StubDraft> own)
    {
        // The path of these stubs is that of the example.
        if (own.Count > 0 && ways.Exists(way => way.Any(carried => carried.At.Kind == CarrierKind.Path)))
            return false;
        var found = 0;
        foreach (var (caller, draft) in stubs[place].TakeWhile(_ => found < own.Count))
        {
            if (draft.Request == own[found].Request && draft.Response == own[found].Response)
                found++;

            // A variant that is none of its own may answer only if it is also meant for the caller: its own stubs are limited to a few.
            else if (!(draft.Answer.Variant.Rule is { Target: TargetStates.Any } rule && fits(rule))
                && !ways.TrueForAll(way => way.Any(carried => caller.Excludes(carried) || Excludes(draft.Request, carried))))
                return false;
        }

        return found == own.Count;
    }

    private static bool Excludes(StubRequest request, CarriedPattern carried) => carried.At.Kind switch
    {
        CarrierKind.Header => Excludes(request.Headers, carried, StringComparison.OrdinalIgnoreCase),
        CarrierKind.Cookie => Excludes(request.Cookies, carried, StringComparison.Ordinal)
            || request.Headers.Any(named => named is { Name: "Cookie", Pattern: ValuePattern.Absent }),
        CarrierKind.Query => Excludes(request.Query, carried, StringComparison.Ordinal),
        _ => false,
    };

    private static bool Excludes(ValueList<NamedPattern> patterns, CarriedPattern carried, StringComparison comparison) =>
        patterns.Any(named => named.Name.Equals(carried.At.Name, comparison) && !RulePatterns.Holds(named.Pattern, carried.Value!));

    private static IEnumerable<CallerClass> Classes(SessionModel sessions, ValueList<ShownValue> shown, List<PlannedVariant> variants)
    {
        // If no rule tells these callers apart, the stubs for an unknown credential answer all of them.
        const CallerStates anonymous = CallerStates.Absent | CallerStates.Partial | CallerStates.Unknown;
        if (variants.TrueForAll(variant => (variant.Variant.Rule.Caller & anonymous) is CallerStates.None or anonymous))
        {
            yield return new("any caller", CallerStates.Unknown, []);
            yield break;
        }

        if (CarriedPatterns.Without(shown) is { } none)
            yield return new("no credential", CallerStates.Absent, none);
        foreach (var value in shown.Count > 1 ? shown : [])
        {
            if (CarriedPatterns.Without([value]) is { } without)
                yield return new($"no {sessions.ValueNames[value.Values[0]]}", CallerStates.Partial, without);
        }

        yield return new("unknown credential", CallerStates.Unknown, []);
    }

    private static IEnumerable<StubDraft> For(SessionModel sessions, StubPlace place, List<PlannedVariant> variants, CallerClass caller)
    {
        foreach (var variant in variants)
        {
            var rule = variant.Variant.Rule;
            if ((rule.Caller & caller.State) == 0 || rule.Mixed || rule.Kind is not null || rule.Certificate is not null)
                continue;
            foreach (var (patterns, body) in ClientPatterns.Of(sessions, place, rule, isKnownCaller: false)
                .Select(client => (IReadOnlyList<CarriedPattern>)[.. caller.Patterns, .. client])
                .SelectMany(patterns =>
                    RulePatterns.Bodies(place, variant, variant.Seeds.ValueOf, patterns).Select(body => (patterns, body))))
            {
                if (RulePatterns.Request(place, variant, patterns, body, variant.Seeds.ValueOf) is not { } request)
                    continue;
                yield return new(
                    variant, $"{variant.Name}: {caller.Name}", 0, null, request, StubDraft.Respond(variant, variant.Seeds.ValueOf));
                if (TakesAll(variant, request, caller))
                    yield break;
            }
        }
    }

    // A rule for "other" methods does not match every request: rules that name a method may follow. It comes last anyway.
    private static bool TakesAll(PlannedVariant variant, StubRequest request, CallerClass caller) =>
        variant.Variant.Rule.Method is null && request.Body is null && request.Query.Count == 0 && request.Cookies.Count == 0
        && request.Headers.Count == caller.Patterns.Count
        && request.Headers.All(header => header.Pattern is ValuePattern.Absent) && !request.Path.Contains('{', StringComparison.Ordinal);

    private sealed record CallerClass(string Name, CallerStates State, IReadOnlyList<CarriedPattern> Patterns)
    {
        /// <summary>Whether no request that shows this is one of the class. A rule may replace the pattern for a header.</summary>
        public bool Excludes(CarriedPattern carried) => Patterns.Any(pattern => carried.At.Kind == pattern.At.Kind
            && carried.At.Kind == CarrierKind.Body && string.Equals(pattern.At.Name, carried.At.Name, StringComparison.Ordinal));
    }
}
