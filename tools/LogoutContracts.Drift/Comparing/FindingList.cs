using System.Globalization;
using LogoutContracts.Drift.Claims;
using LogoutContracts.Drift.Facts;
using LogoutContracts.Drift.Findings;
using LogoutContracts.Drift.Pages;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Drift.Comparing;

/// <summary>Collects findings, with the words for them.</summary>
/// <param name="added">The new facts of the page.</param>
internal sealed class FindingList(PageSearch search, IReadOnlyList<PageFact> added)
{
    // Characters of an example in a finding.
    private const int LongestExample = 120;

    private readonly List<DriftFinding> findings = [];

    // New examples that replace a lost one are part of its finding.
    private readonly HashSet<PageFact> replacing = [];

    public ValueList<DriftFinding> WorstFirst => findings.OrderByDescending(finding => finding.Rule.Level).ToValueList();

    public static string FactOf(Claim claim) => FactOf(claim.Kind, claim.Name);

    public void AddLost(Claim claim)
    {
        if (claim.Kind == FactKind.Example && ReplacementOf(claim.Example!) is { } other)
        {
            replacing.Add(other.Fact);
            Add($"The most similar example differs: {Short(claim.Example!.Difference(other.Leaves))}.", other.Fact.Line);
            return;
        }

        var others = added.Where(fact => fact.Kind == claim.Kind && fact.Kind != FactKind.Example).ToList();
        var instead = string.Join(
            ", ", others.Select(fact => string.Create(CultureInfo.InvariantCulture, $"{fact.Name} (line {fact.Line})")));
        Add(instead.Length > 0 ? $"The page does not have it. New there: {instead}." : "The page does not have it.",
            others.Count > 0 ? others[0].Line : null);

        void Add(string reason, int? line) => findings.Add(new(
            claim.Kind == FactKind.Heading ? DriftRule.LostHeading : DriftRule.LostFact, claim.Id, FactOf(claim), reason, claim.At, line));
    }

    /// <summary>Adds the new facts, and the files that the page includes.</summary>
    public void AddNew()
    {
        foreach (var fact in added.Where(fact => !replacing.Contains(fact)))
        {
            var id = $"new.{FactWords.Id(fact.Kind)}.{(fact.Kind == FactKind.Example ? OneLine(fact.Name) : fact.Name)}";
            findings.Add(new(DriftRule.NewFact, id, FactOf(fact.Kind, fact.Name), "The contract does not have it.", null, fact.Line));
        }

        var files = search.Page.Blocks.Where(block => block.Kind == BlockKind.Include).Select(block => block.Text);
        foreach (var file in files.DistinctBy(file => file.Text, StringComparer.Ordinal))
            findings.Add(new(DriftRule.IncludedFile, $"included.{file.Text}", $"file {file.Text}", "It was not checked.", null, file.Line));
    }

    private (PageFact Fact, IReadOnlyDictionary<string, string> Leaves)? ReplacementOf(ClaimedExample example) =>
        search.Examples.Where(each => added.Contains(each.Fact) && !replacing.Contains(each.Fact) && example.CommonParts(each.Leaves) > 0)
            .OrderByDescending(each => example.CommonParts(each.Leaves))
            .Cast<(PageFact, IReadOnlyDictionary<string, string>)?>().FirstOrDefault();

    private static string FactOf(FactKind kind, string name) => $"{FactWords.Of(kind)} {(kind == FactKind.Example ? Short(name) : name)}";

    private static string Short(string text) =>
        OneLine(text) is var line && line.Length > LongestExample ? $"{line[..LongestExample]}…" : line;

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
