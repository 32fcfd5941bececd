using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Witnesses;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Diffing.Comparing;

/// <summary>Merges findings into changes: one per rule, operation and class of requests.</summary>
internal static class ChangeList
{
    private const int MostOperations = 5;

    public static IEnumerable<ContractChange> Of(IEnumerable<Occurrence> found) => WithCommonHeaders([.. found])
        .GroupBy(each => (each.Rule, each.Contract, each.Operation?.Key, each.Requests)).Select(Merge);

    /// <summary>A change of a header in the answers of several operations is one change: most products set headers in one place.</summary>
    private static IEnumerable<Occurrence> WithCommonHeaders(List<Occurrence> found)
    {
        var common = found.Where(each => each.Finding.Header is not null)
            .GroupBy(each => (each.Rule, each.Contract, each.Finding.Header))
            .Select(group => (group.Key, Operations: group.Select(each => each.Operation!.Name).Distinct(StringComparer.Ordinal).ToList()))
            .Where(group => group.Operations.Count > 1).ToDictionary(group => group.Key, group => group.Operations);
        foreach (var each in found)
        {
            if (each.Finding.Header is not { } header || !common.TryGetValue((each.Rule, each.Contract, header), out var operations))
            {
                yield return each;
                continue;
            }

            yield return each with { Operation = null, Requests = $"answers with {header}" };
            yield return each with
            {
                Operation = null,
                Requests = $"answers with {header}",
                Finding = each.Finding with { Text = $"It is in the answers of {Listed(operations)}." },
            };
        }
    }

    private static string Listed(List<string> operations) => operations.Count <= MostOperations ? string.Join(", ", operations)
        : string.Create(null, $"{string.Join(", ", operations.Take(MostOperations))} and {operations.Count - MostOperations} more");

    private static ContractChange Merge(IEnumerable<Occurrence> group)
    {
        var all = group.ToList();
        var worst = all.MaxBy(each => each.Level)!;
        var shown = all.FirstOrDefault(each => each.Seen is not null || each.Tried is not null) ?? worst;
        var witness = shown.Tried is { } tried ? WitnessBuilder.Of(tried) : shown.Seen is { } seen ? WitnessBuilder.Of(seen) : null;
        return new(
            worst.Rule, worst.Contract, worst.Operation?.Method ?? "", worst.Operation?.Path ?? "", worst.Requests, worst.Level,
            all.Select(each => each.Finding.Text).Distinct(StringComparer.Ordinal).OrderBy(IsAboutPlace).ToValueList(), worst.Old,
                worst.New)
        {
            Releases = all.Select(each => each.Release).OfType<string>().Distinct(StringComparer.Ordinal).ToValueList(),
            Witness = witness,
            WithoutWitness = witness is not null ? "" : shown.Unseen.Length > 0 ? shown.Unseen
                : "no request could be derived from the examples",
        };

        static bool IsAboutPlace(string text) => text.StartsWith("It is in the answers of ", StringComparison.Ordinal);
    }
}
