using LogoutContracts.Cli.Context;
using LogoutContracts.Drift.Findings;
using LogoutContracts.Drift.Pages;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Cli.Drift;

/// <summary>The output of <c>drift</c>.</summary>
internal static class DriftText
{
    public static void Write(TextWriter output, Contract contract, DocumentPage page, DriftResult result)
    {
        foreach (var finding in result.Findings)
        {
            output.WriteLine($"{Word(finding.Rule),-9} {finding.Fact} ({PlaceOf(contract, page, finding)})");
            if (finding.At is not null)
                output.WriteLine($"{"",-9} {finding.Reason}");
        }

        var lost = result.Findings.Count(finding => finding.At is not null);
        var added = result.Findings.Count(finding => finding.Rule == DriftRule.NewFact);
        var (found, all) = (ErrorText.Number(result.Found.Count), ErrorText.Number(result.Found.Count + lost));
        output.WriteLine(
            $"{contract.Id}: {page.Name} has {found} of {all} facts; {ErrorText.Number(added)} new. {Version(contract, result)}");
    }

    /// <summary>The place of a finding: in the spec, and on the page.</summary>
    public static string PlaceOf(Contract contract, DocumentPage page, DriftFinding finding)
    {
        var onPage = finding.PageLine is { } line ? $"{page.Name}:{ErrorText.Number(line)}" : null;
        return string.Join(", ", new[] { finding.At?.In(contract.File), onPage }.OfType<string>());
    }

    private static string Version(Contract contract, DriftResult result) => result.IsCitedVersion
        ? "The page is the version that the contract cites."
        : $"The page is another version than the one that the contract cites, of {contract.Document!.Retrieved}.";

    private static string Word(DriftRule rule) => rule.Id switch
    {
        "lost-fact" or "lost-heading" => "LOST",
        "new-fact" => "NEW",
        _ => "INCLUDED",
    };
}
