using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Rules.Answers;
using LogoutContracts.Diffing.Witnesses;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Diffing.Comparing;

/// <summary>Merges findings into changes: one per rule, operation and class of requests.</summary>
internal static class ChangeList
{
    public static IEnumerable<ContractChange> Of(IEnumerable<Occurrence> found) => WithCommonRenames([.. found])
        .GroupBy(each => (each.Rule, each.Contract, each.Operation?.Key, each.Requests)).Select(Merge);

    /// <summary>A part that has another name in the answers of several operations is one change.</summary>
    private static IEnumerable<Occurrence> WithCommonRenames(List<Occurrence> found)
    {
        var common = found.Where(each => each.Rule is AnswerPartRenamed && each.Finding.Text.StartsWith("header ", StringComparison.Ordinal))
            .GroupBy(each => (each.Contract, each.Finding.Text))
            .Where(group => group.Select(each => each.Operation?.Key).Distinct(StringComparer.Ordinal).Count() > 1)
            .Select(group => group.Key).ToHashSet();
        return found.Select(each => each.Rule is AnswerPartRenamed && common.Contains((each.Contract, each.Finding.Text))
            ? each with { Operation = null, Requests = each.Finding.Text.TrimEnd('.') } : each);
    }

    private static ContractChange Merge(IEnumerable<Occurrence> group)
    {
        var all = group.ToList();
        var worst = all.MaxBy(each => each.Level)!;
        var shown = all.FirstOrDefault(each => each.Seen is not null || each.Tried is not null) ?? worst;
        var witness = shown.Tried is { } tried ? WitnessBuilder.Of(tried) : shown.Seen is { } seen ? WitnessBuilder.Of(seen) : null;
        return new(
            worst.Rule, worst.Contract, worst.Operation?.Method ?? "", worst.Operation?.Path ?? "", worst.Requests, worst.Level,
            all.Select(each => each.Finding.Text).Distinct(StringComparer.Ordinal).ToValueList(), worst.Old, worst.New)
        {
            Releases = all.Select(each => each.Release).OfType<string>().Distinct(StringComparer.Ordinal).ToValueList(),
            Witness = witness,
            WithoutWitness = witness is not null ? "" : shown.Unseen.Length > 0 ? shown.Unseen : "no request could be derived from the examples",
        };
    }
}
