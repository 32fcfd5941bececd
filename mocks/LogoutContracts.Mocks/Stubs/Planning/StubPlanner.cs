using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Stubs.Planning;

/// <summary>
/// Turns a plan into stubs, in three layers of priority: stubs that a Prefer header selects; one scenario per variant for requests with
/// its own sessions' credentials, in every state that they can reach; last, stubs for requests without a known credential.
/// </summary>
public static class StubPlanner
{
    /// <summary>Plans the stubs of a contract.</summary>
    public static StubPlan Plan(MockPlan plan)
    {
        var places = StubPlace.AllOf(plan);
        var refused = plan.Variants.Select(variant => (variant, Reason: Expressibility.WhyNot(plan, variant)))
            .Where(pair => pair.Reason is not null)
            .ToDictionary(
                pair => pair.variant, pair => pair.Reason!, ReferenceEqualityComparer.Instance as IEqualityComparer<PlannedVariant>);
        var groups = new List<StubGroup>();
        var anonymous = new AnonymousStubs(plan.Contract.Sessions, places, refused.Keys);
        var anonymousOf = anonymous.All
            .ToLookup(draft => draft.Answer, ReferenceEqualityComparer.Instance as IEqualityComparer<PlannedVariant>);
        foreach (var variant in plan.Variants.Where(variant => !refused.ContainsKey(variant)))
        {
            var place = places.First(candidate => candidate.Has(variant));
            var drafts = PreferredStubs.Of(plan, place, variant)
                .Concat(new ScenarioStubs(plan, places, variant, refused.Keys, anonymous).All()).Concat(anonymousOf[variant]).ToList();
            if (drafts.Count > 0)
                groups.Add(
                    new($"{variant.Operation}.{variant.Name}", drafts.Select((draft, i) => draft.Finish(plan, variant, i)).ToValueList()));
        }

        return new(
            groups.ToValueList(), refused.Select(pair => new NotExpressible(pair.Key.Operation, pair.Key.Name, pair.Value)).ToValueList(),
            Expressibility.Limits(plan).ToValueList());
    }
}
