using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Pairing;
using LogoutContracts.Diffing.Rules;
using LogoutContracts.Diffing.Rules.Kinds;
using LogoutContracts.Diffing.Rules.Requests;

namespace LogoutContracts.Diffing.Comparing;

/// <summary>Compares two versions of one contract, release by release.</summary>
/// <param name="old">Null if only the new version has the contract.</param>
/// <param name="new">Null if only the old version has the contract.</param>
internal sealed class ContractComparison(ContractVersion? old, ContractVersion? @new, DiffOptions options)
{
    public List<Occurrence> Found { get; } = [];

    public List<Undecided> Undecided { get; } = [];

    public void Run()
    {
        var pairs = old is null || @new is null ? [] : ReleasePairs.Of(old, @new, Undecided.Add).ToList();
        if (old?.Release is null && @new?.Release is null)
        {
            foreach (var rule in RuleCatalog.Contracts)
                Found.AddRange(rule.Find(old?.Contract, @new?.Contract).Select(finding => OfContract(rule, finding)));
        }

        foreach (var pair in pairs)
            Compare(pair);
    }

    private void Compare(ContractPair pair)
    {
        foreach (var rule in RuleCatalog.Models)
            Found.AddRange(rule.Find(pair).Select(finding => OfContract(rule, finding, pair)));
        var renamed = RequestPartRenames.Of(pair);
        Found.AddRange(renamed.FindingsBeside(CarrierChanges.Of(pair))
            .Select(finding => OfContract(RuleCatalog.RequestPartRenamed, finding, pair)));
        var tried = new TriedRequests(pair, options, renamed, Found);
        foreach (var operation in OperationPair.Of(renamed.Applied))
        {
            foreach (var rule in RuleCatalog.Operations)
                Found.AddRange(rule.Find(operation, pair.Names).Select(finding => OfOperation(rule, finding, pair, operation)));
            if (operation.Old is null || operation.New is null)
            {
                if (operation.IsOtherMethods)
                    Found.Add(OfOtherMethods(pair, operation));
                continue;
            }

            var (found, comparison) = OperationComparison.Of(
                renamed.Applied, operation, reason => Undecided.Add(new(pair.Id, $"{operation.Method} {operation.Path}", $"{reason}.")));
            Found.AddRange(found);
            Found.AddRange(tried.Judge(operation, comparison));
        }

        for (var i = 0; i < Found.Count; i++)
            Found[i] = tried.WithSighting(Found[i]);
    }

    private Occurrence OfContract(DiffRule rule, Finding finding, ContractPair? pair = null) => new(
        rule, pair?.Release, (@new ?? old)!.Contract.Id, null, finding, finding.Requests ?? "",
        old is null ? null : ChangePlace.Of(old.Contract, old.Contract.IdAt),
        @new is null ? null : ChangePlace.Of(@new.Contract, @new.Contract.IdAt))
    {
        Unseen = "no single request shows it",
    };

    private static Occurrence OfOtherMethods(ContractPair pair, OperationPair operation) => operation.New is null
        ? OfOperation(RuleCatalog.Unstated, Rules.Answers.AnswerUnstated.Finding, pair, operation)
        : OfOperation(RuleCatalog.Stated, Rules.Answers.AnswerStated.Finding, pair, operation);

    private static Occurrence OfOperation(DiffRule rule, Finding finding, ContractPair pair, OperationPair operation) => new(
        rule, pair.Release, pair.Id, operation, finding, finding.Requests ?? "", OperationPair.PlaceIn(pair.Old, operation.Old),
        OperationPair.PlaceIn(pair.New, operation.New))
    {
        Unseen = operation.Old is null || operation.New is null ? "only one version has the operation" : "no single request shows it",
    };
}
