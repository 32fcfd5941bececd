using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Stubs.Format;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Stubs.Planning;

/// <summary>
/// Stubs for requests with no credential, a partial one, or an unknown one. Unknown credentials have no pattern: these stubs have the
/// lowest priority and match what is left.
/// </summary>
internal static class AnonymousStubs
{
    private const int First = 100_000;
    private const int PlaceStep = 1_000;
    private const int OtherMethods = 900_000;

    public static IEnumerable<StubDraft> Of(MockPlan plan, ValueList<StubPlace> places, IReadOnlyCollection<PlannedVariant> refused)
    {
        var sessions = plan.Contract.Sessions;
        for (var i = 0; i < places.Count; i++)
        {
            var place = places[i];

            // Stubs for any method need a lower priority than all stubs for one method, regardless of the order of paths.
            var priority = (place.Operation is null ? OtherMethods : First) + (i * PlaceStep);
            var variants = place.Defaults(refused);
            var callers = Classes(sessions, sessions.CallerOf(place.Operation?.Session), variants);
            foreach (var draft in callers.SelectMany(caller => For(sessions, place, variants, caller)))
                yield return draft with { Priority = priority++ };
        }
    }

    private static IEnumerable<CallerClass> Classes(
        SessionModel sessions, ValueList<ShownValue> shown, List<PlannedVariant> variants)
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

    private sealed record CallerClass(string Name, CallerStates State, IReadOnlyList<CarriedPattern> Patterns);
}
