using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.MockServer.Flaws.Responses;

/// <summary>Flaws in the protection against cross-site request forgery.</summary>
internal static class CrossSiteRequests
{
    private const string Value = "equal";

    public static IReadOnlyList<Flaw> Flaws { get; } =
    [
        Flaw.Of(
            "csrf-unchecked",
            "T7",
            "crafter=3.1.10",
            "The logout does not check the CSRF token.",
            static (call, answer) =>
            {
                foreach (var pair in PairsOf(call))
                {
                    call.Request.Headers[pair.Header] = Value;
                    call.SetCookie(pair.Cookie, Value);
                }

                return answer();
            },
            HasPair),
        Flaw.Of(
            "csrf-cookie-suffices",
            "T7",
            "crafter=3.1.10",
            "The logout accepts the CSRF token from the cookie alone, which browsers send by themselves.",
            static (call, answer) =>
            {
                foreach (var pair in PairsOf(call))
                {
                    if (call.CookieOf(pair.Cookie) is { } token)
                        call.Request.Headers[pair.Header] = token;
                }

                return answer();
            },
            HasPair),
    ];

    private static IEnumerable<Condition.Pair> PairsOf(FlawedCall call) => (call.Path?.All ?? []).SelectMany(running => running.Variants)
        .SelectMany(variant => variant.Planned.Variant.Rule.Conditions).OfType<Condition.Pair>().Distinct();

    private static bool HasPair(MockPlan plan) => plan.Variants.Any(
        variant => variant.IsDefault && variant.Variant.Rule.Conditions.Any(condition => condition is Condition.Pair));
}
