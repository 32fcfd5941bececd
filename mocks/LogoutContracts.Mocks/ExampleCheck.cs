using LogoutContracts.Specs;

namespace LogoutContracts.Mocks;

/// <summary>Every variant's example must be answered by that variant: else the example shows something that the rule does not say.</summary>
internal static class ExampleCheck
{
    public static IEnumerable<Diagnostic> Check(MockPlan plan)
    {
        foreach (var path in plan.Paths)
        {
            foreach (var operation in path.Operations)
            {
                foreach (var problem in Check(plan, operation.Variants, operation.Operation, operation.Operation.Body?.MediaTypes ?? []))
                    yield return problem;
            }

            var named = path.Methods.Concat(path.OtherMethods.Select(variant => variant.Variant.Rule.Method).OfType<string>()).ToValueList();
            foreach (var problem in Check(plan, path.OtherMethods, null, named))
                yield return problem;
        }
    }

    private static IEnumerable<Diagnostic> Check(MockPlan plan, ValueList<PlannedVariant> variants, Operation? operation, ValueList<string> otherThan)
    {
        var rules = variants.Select(planned => new Ruled(planned, new(planned.Variant.Rule, otherThan))).ToList();
        foreach (var (planned, rule) in rules)
        {
            var variant = planned.Variant;
            var request = RenderedRequest.Of(variant.Request, planned.Seeds.ValueOf);
            var facts = ExampleFacts.Of(planned, operation, plan.Contract.Sessions, request, out var json);
            using (json)
            {
                var body = json?.RootElement;
                var view = new RenderedRequestView(request);
                var asked = variant.Releases.Count > 0 ? variant.Releases[0] : plan.Contract.Releases.Default;
                var winner = rule.Fits(facts, view, body) && !variant.HoldsByDefaultIn(asked)
                    ? variant : rules.Find(candidate => candidate.Planned.Variant.HoldsByDefaultIn(asked) && candidate.Rule.Fits(facts, view, body))?.Planned.Variant;
                if (!ReferenceEquals(winner, variant))
                    yield return Misled(plan, variant, winner, string.Join("; ", rule.Explain(facts, view, body).Where(part => !part.Fits).Select(part => $"{part.Part} is {part.Actual}, the rule wants {part.Expected}")));
            }
        }
    }

    private static Diagnostic Misled(MockPlan plan, Variant variant, Variant? winner, string why) => new(
        "example-of-another", plan.Contract.File, variant.At,
        $"the example of '{variant.Name}' is answered by {(winner is null ? "no variant" : $"'{winner.Name}'")}{(why.Length > 0 ? $" ({why})" : "")}",
        "an example that its own variant answers", "correct 'given' or 'send' so that they fit 'match', or move the variant up");

    private sealed record Ruled(PlannedVariant Planned, CompiledRule Rule);
}
