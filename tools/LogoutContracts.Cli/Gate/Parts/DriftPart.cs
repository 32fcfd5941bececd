using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Gate.Bases;
using LogoutContracts.Diffing.Changes;
using LogoutContracts.Drift;
using LogoutContracts.Drift.Findings;
using LogoutContracts.Drift.Pages;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Cli.Gate.Parts;

/// <summary>No contract differs from its page of documentation in more than at the base, as <c>drift</c> compares them.</summary>
/// <param name="documents">Null if no folder of pages is given.</param>
/// <param name="old">Null if there is no base.</param>
internal sealed class DriftPart(DocumentFolder? documents, BaseSpecs? old, GateSettings settings) : IGatePart
{
    public string Name => "drift";

    public Task<PartResult> CheckAsync(GateSubject subject) => Task.FromResult(
        documents is null ? PartResult.Skipped(Name, "no folder of pages is given; see --documents")
        : old is null || subject.Versions is null ? PartResult.Skipped(Name, GateWords.NoBase)
        : Check(documents, old, subject.Versions));

    private PartResult Check(DocumentFolder folder, BaseSpecs before, IReadOnlyList<ContractVersions> versions)
    {
        var (findings, undecided) = (new List<GateFinding>(), new List<string>());
        var pages = folder.Now.ToLookup(DocumentFolder.ContractOf, StringComparer.Ordinal);
        var present = versions.Where(version => version.New is not null).ToList();
        foreach (var version in present)
        {
            switch (pages[version.Id].ToList())
            {
                case [var page]:
                    Compare(version, page);
                    break;
                case []:
                    findings.AddRange(Removed(folder, version));
                    break;
                case var several:
                    undecided.Add($"{version.Id} has several pages: {string.Join(", ", several.Select(folder.Shown))}; expected one.");
                    break;
            }
        }

        findings.AddRange(Unpaired(folder, versions));
        var paired = present.Count(version => pages.Contains(version.Id));
        if (paired == 0)
            undecided.Add(Nothing(folder, present));
        return new(Name, GateWords.Count(paired, "page"), findings.ToValueList(), undecided.ToValueList());

        void Compare(ContractVersions version, string name)
        {
            // An invalid spec is a finding of lint, and keeps the gate from passing.
            if (version.New!.Plan.Value?.Contract is not { } contract)
                return;
            try
            {
                var page = folder.Page(name);
                var drift = DocumentDrift.Of(contract, page);
                if (drift.WhyNot.Length > 0)
                    undecided.Add($"{contract.Id}: '{page.Name}' cannot be compared with the contract. {drift.WhyNot}");
                findings.AddRange(NewDrift.Since(Known(folder, version, before), drift.Findings)
                    .Select(finding => settings.Applied(Of(contract, page, finding))));
            }
            catch (UserErrorException e)
            {
                undecided.Add(ErrorText.WithoutPrefix(e));
            }
        }
    }

    /// <summary>The differences at the base; none if there was no page then, or no contract that could be compared with it.</summary>
    private static ValueList<DriftFinding> Known(DocumentFolder folder, ContractVersions versions, BaseSpecs before) =>
        versions.Old?.Plan.Value?.Contract is { } contract && folder.OldPage(versions.Id, before) is { } page
            ? DocumentDrift.Of(contract, page).Findings : [];

    private static GateFinding Of(Contract contract, DocumentPage page, DriftFinding finding)
    {
        var rule = finding.Rule;
        var onPage = finding.PageLine is { } line ? new ReportLocation(page.Name, line, 1) : null;
        var (title, text) = finding switch
        {
            { At: not null } => ($"{page.Name} does not have {finding.Fact}.", finding.Reason),
            _ when rule == DriftRule.IncludedFile => ($"{page.Name} includes {finding.Fact}.", finding.Reason),
            _ => ($"{page.Name} has {finding.Fact}, and the contract does not.", ""),
        };
        var where = finding.At is not null && onPage is not null ? $"page: {onPage}" : "";
        return new(LevelOf(rule.Level), rule.Id, contract.Id, title, $"{text}\n{where}".Trim())
        {
            Id = FindingId.Of(rule.Id, contract.Id, finding.Id),
            At = finding.At is { } at ? ReportLocation.Of(contract.File, at) : onPage,
            Fix = rule.Fix,
        };
    }

    // Without its page, nobody sees what drifts.
    private IEnumerable<GateFinding> Removed(DocumentFolder folder, ContractVersions version)
    {
        if (folder.Old.FirstOrDefault(page => IsOf(page, version.Id)) is { } page)
        {
            yield return settings.Applied(new(
                ChangeLevel.Error, "page-removed", version.Id, $"The contract no longer has a page: {folder.Shown(page)} is gone.", "")
            {
                Id = FindingId.Of("page-removed", version.Id),
                Fix = $"Put a version of the page back, named {version.Id} and an extension.",
            });
        }
    }

    // A file that belonged to no contract at the base either is there on purpose.
    private static IEnumerable<GateFinding> Unpaired(DocumentFolder folder, IReadOnlyList<ContractVersions> versions)
    {
        var ids = versions.Where(version => version.New is not null).Select(version => version.Id).ToList();
        var known = folder.Old.Where(page => !versions.Any(version => version.Old is not null && IsOf(page, version.Id)));
        foreach (var page in folder.Now.Where(page => !ids.Exists(id => IsOf(page, id))).Except(known, StringComparer.Ordinal))
        {
            yield return new(ChangeLevel.Note, "page-without-contract", "", $"{folder.Shown(page)} has the name of no contract.", "")
            {
                At = new(folder.Shown(page), 1, 1),
                Fix = $"Name a page after its contract.{ErrorText.DidYouMean(DocumentFolder.ContractOf(page), ids)}",
            };
        }
    }

    private static string Nothing(DocumentFolder folder, List<ContractVersions> present) =>
        $"No page in '{folder.Context.Shown(folder.Path)}' has the name of a contract; "
        + $"expected names such as {present.Select(version => version.Id).FirstOrDefault("rocketchat")}.md.";

    private static bool IsOf(string page, string contract) =>
        string.Equals(DocumentFolder.ContractOf(page), contract, StringComparison.Ordinal);

    private static ChangeLevel LevelOf(DriftLevel level) => level switch
    {
        DriftLevel.Error => ChangeLevel.Error,
        DriftLevel.Warning => ChangeLevel.Warning,
        _ => ChangeLevel.Note,
    };
}
