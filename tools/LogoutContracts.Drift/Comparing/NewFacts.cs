using LogoutContracts.Drift.Facts;
using LogoutContracts.Drift.Pages;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Drift.Comparing;

/// <summary>Finds what the section of an operation states and the contract does not have.</summary>
internal static class NewFacts
{
    /// <returns>In the order of the page, each only once.</returns>
    public static IReadOnlyList<PageFact> Of(PageSearch search, PageSection section, Contract contract, Operation operation)
    {
        var known = new KnownFacts(contract, operation);
        return [.. search.Facts.Where(fact => section.Has(fact.Block)).SelectMany(fact => WithMethod(fact, operation))
            .Where(fact => !known.Has(fact, search.LeavesOf(fact))).DistinctBy(fact => (fact.Kind, fact.Name))];
    }

    // The method of another path is not this operation's.
    private static IEnumerable<PageFact> WithMethod(PageFact fact, Operation operation) =>
        fact is { Kind: FactKind.Path, Method: { } method } && PathText.IsSame(operation.Path, fact.Name)
            ? [fact, fact with { Kind = FactKind.Method, Name = method }] : [fact];
}
