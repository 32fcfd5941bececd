using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.MockServer.Flaws.Responses;

/// <summary>The defense against requests from pages of other sites.</summary>
internal static class CrossSiteRequests
{
    private const string Value = "equal";

    public static IReadOnlyList<Flaw> Flaws { get; } =
    [
        Flaw.Of(
            "csrf-unchecked",
            "T7",
            "crafter=3.1.10",
            "The logout does not require the token that a page of another site cannot send.",
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
            "The logout accepts the anti-forgery token from the cookie alone, which browsers send by themselves.",
            static (call, answer) =>
            {
                foreach (var pair in PairsOf(call))
                {
                    if (call.Request.Headers.Cookie.ToString().Contains($"{pair.Cookie}=", StringComparison.Ordinal))
                        call.Request.Headers[pair.Header] = call.Request.Headers.Cookie.ToString().Split($"{pair.Cookie}=")[1].Split(';')[0];
                }

                return answer();
            },
            HasPair),
    ];

    private static IEnumerable<Condition.Pair> PairsOf(FlawedCall call) =>
        (call.Path?.All ?? []).SelectMany(running => running.Variants).SelectMany(variant => variant.Planned.Variant.Rule.Conditions).OfType<Condition.Pair>().Distinct();

    private static bool HasPair(MockPlan plan) => plan.Variants.Any(variant => variant.IsDefault && variant.Variant.Rule.Conditions.Any(condition => condition is Condition.Pair));
}
