using System.Text.RegularExpressions;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Stubs.Format;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Mocks.Stubs.Planning;

/// <summary>Stubs of a variant that is not the default and has no session of its own: a Prefer header selects it.</summary>
internal static class PreferredStubs
{
    private const int Priority = 1;

    public static IEnumerable<StubDraft> Of(MockPlan plan, StubPlace place, PlannedVariant variant)
    {
        if (!Preconditions.NeedsPreference(variant) || variant.Seeds.Find(Role.Caller) is { State: SeedState.Live })
            yield break;
        var credentials = variant.Variant.Rule.Caller == CallerStates.Absent
            ? CarriedPatterns.Without(plan.Contract.Sessions.Credentials) : [];
        var prefer = new NamedPattern("Prefer", new ValuePattern.Matches($@"(^|[,;]\s*)variant={Regex.Escape(variant.Name)}(\s*[,;]|$)"));
        foreach (var body in RulePatterns.Bodies(place, variant, variant.Seeds.ValueOf))
        {
            if (RulePatterns.Request(place, variant, credentials, body, prefer) is { } request)
                yield return new(
                    variant, $"{variant.Name}, asked for", Priority, null, request, StubDraft.Respond(variant, variant.Seeds.ValueOf));
        }
    }
}
