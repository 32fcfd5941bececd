using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Mocks.Matching;

/// <summary>Checks that each variant's example is answered by that variant; otherwise the example shows something that the rule does not say.</summary>
internal static class ExampleCheck
{
    public static IEnumerable<Diagnostic> Check(MockPlan plan) =>
        plan.Paths.SelectMany(path => path.Operations.Select(CompiledVariants.Of).Append(CompiledVariants.OfOtherMethods(path))).SelectMany(variants => Check(plan, variants));

    private static IEnumerable<Diagnostic> Check(MockPlan plan, CompiledVariants variants)
    {
        foreach (var (planned, rule) in variants.All)
        {
            var variant = planned.Variant;
            var request = RenderedRequest.Of(variant.Request, planned.Seeds.ValueOf);
            var facts = FactsReader.Read(plan.Contract.Sessions, variants.Operation, request, SessionsOf(planned), variant.Request.Certificate, out var json);
            using (json)
            {
                var body = json?.RootElement;
                var view = new RenderedRequestView(request);
                var asked = variant.Releases.Count > 0 ? variant.Releases[0] : plan.Contract.Releases.Default;
                var winner = rule.Fits(facts, view, body) && !variant.HoldsByDefaultIn(asked) ? variant
                    : variants.All.FirstOrDefault(candidate => candidate.Planned.Variant.HoldsByDefaultIn(asked) && candidate.Rule.Fits(facts, view, body))?.Planned.Variant;
                if (!ReferenceEquals(winner, variant))
                    yield return Misled(plan, variant, winner, string.Join("; ", rule.Explain(facts, view, body).Where(part => !part.Fits).Select(part => $"{part.Part} is {part.Actual}, the rule wants {part.Expected}")));
            }
        }
    }

    /// <summary>The variant's sessions when its example is sent: in the states that it asks for.</summary>
    private static List<KnownSession> SessionsOf(PlannedVariant planned) => [.. planned.Seeds.Sessions
        .Where(seed => seed.Standing != SeedState.NeverOpened).Select(seed => new KnownSession(seed.User, seed.Kind, StateOf(seed.Role, planned.Variant.Given), seed.Values))];

    private static SessionState StateOf(Role role, Given given) => (role, given) switch
    {
        (Role.Caller, { Caller: CallerStates.Ended }) or (Role.Target, { Target: TargetStates.OwnEnded }) => SessionState.Ended,
        (Role.Caller, { Caller: CallerStates.Expired }) or (Role.Target, { Target: TargetStates.OwnExpired }) => SessionState.Expired,
        _ => SessionState.Active,
    };

    private static Diagnostic Misled(MockPlan plan, Variant variant, Variant? winner, string why) => new(
        "example-of-another", variant.At.File ?? plan.Contract.File, variant.At,
        $"the example of '{variant.Name}' is answered by {(winner is null ? "no variant" : $"'{winner.Name}'")}{(why.Length > 0 ? $" ({why})" : "")}",
        "an example that its own variant answers", "correct 'given' or 'send' so that they fit 'match', or move the variant up");
}
