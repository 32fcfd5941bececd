using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Mocks.Matching;

/// <summary>Checks that each variant's own rule matches its example, and takes precedence over other rules that match it.</summary>
internal static class ExampleCheck
{
    public static IEnumerable<Diagnostic> Check(MockPlan plan) =>
        plan.Paths.SelectMany(path => path.Operations.Select(CompiledVariants.Of).Append(CompiledVariants.OfOtherMethods(path)))
            .SelectMany(variants => Check(plan, variants));

    private static IEnumerable<Diagnostic> Check(MockPlan plan, CompiledVariants variants)
    {
        foreach (var (planned, rule) in variants.All)
        {
            var variant = planned.Variant;
            var request = RenderedRequest.Of(variant.Request, planned.Seeds.ValueOf);
            var facts = FactsReader.Read(
                plan.Contract.Sessions, variants.Operation, request, KnownSession.Of(planned), variant.Request.Certificate, out var json);
            using (json)
            {
                var body = json?.RootElement;
                var view = new RenderedRequestView(request);
                var release = variant.Releases.Count > 0 ? variant.Releases[0] : plan.Contract.Releases.Default;
                var winner = rule.Fits(facts, view, body) && !variant.HoldsByDefaultIn(release) ? variant
                    : variants.All.FirstOrDefault(candidate =>
                        candidate.Planned.Variant.HoldsByDefaultIn(release) && candidate.Rule.Fits(facts, view, body))?.Planned.Variant;
                if (ReferenceEquals(winner, variant))
                    continue;
                var misfits = rule.Explain(facts, view, body).Where(part => !part.Fits);
                var why = string.Join("; ", misfits.Select(part => $"{part.Part} is {part.Actual}, expected {part.Expected}"));
                yield return ExampleOfAnother(plan, variant, winner, why);
            }
        }
    }

    private static Diagnostic ExampleOfAnother(MockPlan plan, Variant variant, Variant? winner, string why) => new(
        "example-of-another", variant.At.File ?? plan.Contract.File, variant.At,
        $"{(winner is null ? "no variant" : $"'{winner.Name}'")} answers the example of '{variant.Name}'"
        + (why.Length > 0 ? $" ({why})" : ""),
        "an example that its own variant answers", "change 'given' or 'send' so that the example fits 'match', or move the variant up");
}
