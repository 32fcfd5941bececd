using LogoutContracts.Mocks.Matching;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Verification.Negatives;

/// <summary>Derives the negative tests of a contract. The result is deterministic for a contract and release.</summary>
public static class NegativePlanner
{
    /// <summary>Derives the tests of each operation that has a suitable variant to start from.</summary>
    public static NegativePlan Plan(MockPlan plan)
    {
        var negatives = new List<NegativeTest>();
        var constraints = new List<TestedConstraint>();
        var resolver = new VariantResolver(plan);
        foreach (var path in plan.Paths)
        {
            foreach (var operation in path.Operations)
            {
                if (BaseOf(operation) is not { } start)
                    continue;
                var drafts = MethodDrafts.Of(path, operation.Operation)
                    .Concat(CredentialDrafts.Of(plan.Contract.Sessions, plan.CallerOf(operation.Operation.Id), start))
                    .Concat(ParameterDrafts.Of(operation.Operation, start)).Concat(BodyDrafts.Of(operation.Operation, start)).ToList();
                Add(new(plan, resolver, operation.Operation, start), drafts, negatives, constraints);
            }
        }

        return new(negatives.ToValueList(), constraints.ToValueList());
    }

    /// <summary>The variant to start from: the simplest one that succeeds.</summary>
    private static PlannedVariant? BaseOf(PlannedOperation operation) => operation.Variants
        .Where(planned => planned is { IsDefault: true, IsServed: true, Answer: not null }
            && planned.Variant.Given is { Condition: ProviderCondition.None, Caller: CallerStates.None or CallerStates.Active })
        .OrderBy(planned => LoginInputs.Succeeds(planned) ? 0 : 1)
        .ThenBy(planned => planned.Variant.Rule.Conditions.Count)
        .ThenBy(planned => planned.Variant.Given.Target is TargetStates.None or TargetStates.Self ? 0 : 1)
        .FirstOrDefault(planned => planned.Variant.Given.Target is TargetStates.None or TargetStates.Self or TargetStates.OwnActive);

    private static void Add(Place place, List<ConstraintDraft> drafts, List<NegativeTest> negatives, List<TestedConstraint> constraints)
    {
        // One test covers all constraints that the unchanged example only just meets.
        var example = $"{place.Operation.Id}.negative.example-keeps";
        if (drafts.Exists(draft => draft is { Breaks: not null, Keeps: null }))
        {
            var unchanged = new DraftEdit((request, _) => request);
            negatives.Add(place.Negative(example, "The example meets every constraint", breaks: false, unchanged, place.Operation.At));
        }

        foreach (var draft in drafts)
        {
            var tried = new List<string>();
            if (draft.Breaks is { } breaks)
            {
                tried.Add($"{place.Operation.Id}.negative.{draft.Name}-breaks");
                var title = Capital(draft.Title);
                negatives.Add(place.Negative(tried[0], $"{title}; violated by: {draft.Breaking}", breaks: true, breaks, draft.At));
                tried.Add(draft.Keeps is null ? example : $"{place.Operation.Id}.negative.{draft.Name}-keeps");
                if (draft.Keeps is { } keeps)
                    negatives.Add(place.Negative(tried[1], $"{title}; only just met by: {draft.Keeping}", breaks: false, keeps, draft.At));
            }

            constraints.Add(new($"{place.Operation.Id}.{draft.Name}", draft.Title, tried.ToValueList(), draft.Untried, draft.At));
        }
    }

    // Titles that start with a name from the spec keep its letter case.
    private static string Capital(string title) =>
        title.StartsWith("a ", StringComparison.Ordinal) || title.StartsWith("the ", StringComparison.Ordinal)
            ? char.ToUpperInvariant(title[0]) + title[1..] : title;

    /// <param name="Start">The variant whose example is changed.</param>
    private sealed record Place(MockPlan Plan, VariantResolver Resolver, Operation Operation, PlannedVariant Start)
    {
        public NegativeTest Negative(string id, string title, bool breaks, DraftEdit change, Position at)
        {
            var drafted = new NegativeTest(id, Operation.Id, title, breaks, Start, change.NeedsOther, change.Edit, null, at)
            {
                ChangesMediaType = change.ChangesMediaType,
                ChangesLogin = !breaks && change.ChangesValue && Start.Variant.Given.Caller == CallerStates.None
                    && (Start.Variant.Opens || Operation.Session.Gives.Count > 0),
            };
            var sessions = SampleSessions.Of(Plan, Start);
            return drafted with { Expected = Resolver.Resolve(drafted.Request(sessions.ValueOf), sessions.Known) };
        }
    }
}
