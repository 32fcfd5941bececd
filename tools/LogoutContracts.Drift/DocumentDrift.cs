using LogoutContracts.Drift.Claims;
using LogoutContracts.Drift.Comparing;
using LogoutContracts.Drift.Facts;
using LogoutContracts.Drift.Findings;
using LogoutContracts.Drift.Pages;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Drift;

/// <summary>Compares a contract with the page of documentation that it is based on.</summary>
public static class DocumentDrift
{
    /// <summary>
    /// The facts that the contract has from its document and the page does not have, and those that the page has and the contract does not.
    /// </summary>
    /// <param name="page">Any version of the contract's document.</param>
    public static DriftResult Of(Contract contract, DocumentPage page)
    {
        if (contract.Document is not { } document)
            return NotJudged("The contract has no 'x-contract.document', so it is not based on a page.");
        var search = new PageSearch(page, FactReader.Read(page));
        var claims = ClaimReader.Read(contract);
        var operations = claims.Where(claim => claim.Operation is not null)
            .GroupBy(claim => claim.Operation!.Id, StringComparer.Ordinal)
            .Select(group => (Operation: group.First().Operation!, Claims: group.ToList())).ToList();
        if (operations.Count == 0)
            return NotJudged("No operation of the contract ends a session, and none cites the document.");
        var sections = operations.ToDictionary(
            each => each.Operation.Id, each => OperationSection.Of(search, each.Claims), StringComparer.Ordinal);
        var found = claims.Select(claim => (Claim: claim, Place: search.Find(claim, SectionOf(claim)))).ToList();
        if (!found.Exists(each => each.Place is not null && IsTelling(each.Claim)))
        {
            var names = string.Join(", ", operations.Select(each => $"{each.Operation.Method} {each.Operation.Path}"));
            return NotJudged($"Nothing of the contract is on the page: no path, header, parameter or example of {names}.");
        }

        var added = operations.SelectMany(each => NewFacts.Of(search, sections[each.Operation.Id], contract, each.Operation))
            .DistinctBy(fact => (fact.Kind, fact.Name)).ToList();
        var findings = new FindingList(search, added);
        foreach (var (claim, place) in found.Where(each => each.Place is null))
            findings.AddLost(claim);
        findings.AddNew();
        return new(findings.WorstFirst, found.Where(each => each.Place is not null)
            .Select(each => new FoundFact(each.Claim.Id, FindingList.FactOf(each.Claim), each.Claim.At, each.Place!.Line)).ToValueList())
        {
            IsCitedVersion = string.Equals(page.Sha256, document.Sha256, StringComparison.OrdinalIgnoreCase),
        };

        PageSection SectionOf(Claim claim) => claim.Operation is { } operation ? sections[operation.Id] : new(0, page.Blocks.Count);
    }

    // Methods, statuses and media types are on every page, and a title such as "Logout" on many.
    private static bool IsTelling(Claim claim) => claim.Kind is FactKind.Path or FactKind.Header or FactKind.Parameter or FactKind.Example;

    private static DriftResult NotJudged(string reason) => new([], []) { WhyNot = reason };
}
