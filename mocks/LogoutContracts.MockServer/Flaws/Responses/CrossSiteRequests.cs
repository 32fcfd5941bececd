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
                var pairs = (call.Path?.All ?? []).SelectMany(running => running.Variants)
                    .SelectMany(variant => variant.Planned.Variant.Rule.Conditions).OfType<Condition.Pair>().Distinct();
                foreach (var pair in pairs)
                {
                    call.Request.Headers[pair.Header] = Value;
                    call.SetCookie(pair.Cookie, Value);
                }

                return answer();
            },
            static plan => plan.Variants.Any(
                variant => variant.IsDefault && variant.Variant.Rule.Conditions.Any(condition => condition is Condition.Pair))),
    ];
}
