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
            foreach (var draft in Classes(sessions, variants).SelectMany(caller => For(place, variants, caller)))
                yield return draft with { Priority = priority++ };
        }
    }

    private static IEnumerable<CallerClass> Classes(SessionModel sessions, List<PlannedVariant> variants)
    {
        // If no rule tells these callers apart, the stubs for an unknown credential answer all of them.
        const CallerStates anonymous = CallerStates.Absent | CallerStates.Partial | CallerStates.Unknown;
        if (variants.TrueForAll(variant => (variant.Variant.Rule.Caller & anonymous) is CallerStates.None or anonymous))
        {
            yield return new("any caller", CallerStates.Unknown, []);
            yield break;
        }

        yield return new("no credential", CallerStates.Absent, CarriedPatterns.Without(sessions.Credentials));
        if (sessions.Credentials.Count > 1)
        {
            foreach (var credential in sessions.Credentials)
                yield return new($"no {credential.Name}", CallerStates.Partial, CarriedPatterns.Without([credential]));
        }

        yield return new("unknown credential", CallerStates.Unknown, []);
    }

    private static IEnumerable<StubDraft> For(StubPlace place, List<PlannedVariant> variants, CallerClass caller)
    {
        foreach (var variant in variants)
        {
            var rule = variant.Variant.Rule;
            if ((rule.Caller & caller.State) == 0 || rule.Mixed || rule.Kind is not null || rule.Certificate is not null)
                continue;
            foreach (var body in RulePatterns.Bodies(place, variant, variant.Seeds.ValueOf))
            {
                if (RulePatterns.Request(place, variant, caller.Patterns, body) is not { } request)
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
