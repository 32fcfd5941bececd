using LogoutContracts.Cli.Diff;
using LogoutContracts.Cli.Gate.Bases;
using LogoutContracts.Diffing;
using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Settings;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Cli.Gate.Parts;

/// <summary>What has changed for clients, providers and logouts, as <c>diff</c> compares contracts.</summary>
internal sealed class ChangesPart(GateSettings settings) : IGatePart
{
    public string Name => "diff";

    public async Task<PartResult> CheckAsync(GateSubject subject)
    {
        if (subject.Versions is null)
            return PartResult.Skipped(Name, GateWords.NoBase);
        var valid = subject.Versions.Where(versions => Reason(versions) is null).ToList();
        var found = ContractDiff.Between(
            Versions(valid.Select(versions => versions.Old)), Versions(valid.Select(versions => versions.New)),
            new() { MoreRequests = NegativeRequests.Of });

        // Waivers apply to the findings below, so that those of other parts count as used, too.
        var levelled = JudgedChanges.Of(found.Changes, settings.File with { Waivers = [] }, settings.Today);
        var changes = await WitnessReplay.RunAsync(levelled.Changes);
        var undecided = subject.Versions.Select(Reason).OfType<string>().Concat(found.Undecided.Select(each => each.ToString()));
        return new(
            Name, GateWords.Count(subject.Versions.Count, "contract"), changes.Select(Of).Select(settings.Applied).ToValueList(),
            undecided.ToValueList());
    }

    private static List<ContractVersion> Versions(IEnumerable<SpecVersion?> versions) =>
        [.. versions.OfType<SpecVersion>().Select(version => new ContractVersion(version.Plan.Require().Contract))];

    /// <summary>Why the versions cannot be compared; null if they can.</summary>
    private static string? Reason(ContractVersions versions) => versions switch
    {
        { New.Plan.Value: null, New: not null } => $"{versions.Id}: the spec is invalid, see lint.",
        { Old: { Plan.Value: null } old } => $"{versions.Id}: the spec is invalid at the base.\n{old.Plan.Diagnostics[0]}",
        _ => null,
    };

    private static GateFinding Of(ContractChange change) => new(
        change.Level, change.Rule.Id, change.Contract, change.Rule.What, Lines(change))
    {
        Id = change.Id,
        At = change.New is { } at ? new(at.File, at.Line, at.Column) : null,
        Fix = change.Rule.Fix,
        Change = change,
    };

    private static string Lines(ContractChange change)
    {
        var lines = new List<string> { DiffText.Subject(change) };
        lines.AddRange(change.Texts);
        if (change.Requests.Length > 0)
            lines.Add($"requests: {change.Requests}");
        if (change.Old is { } old)
            lines.Add($"old: {old}");
        if (change.New is { } now)
            lines.Add($"new: {now}");
        if (change.Witness is { } witness && change.Level > ChangeLevel.Note)
            lines.AddRange([Quoted("> ", WitnessText.Of(witness.New).Request), Quoted("old < ", WitnessText.Of(witness.Old).Response),
                Quoted("new < ", WitnessText.Of(witness.New).Response)]);
        return string.Join('\n', lines);
    }

    private static string Quoted(string prefix, string text) =>
        prefix + text.TrimEnd().Replace("\n", $"\n{prefix}", StringComparison.Ordinal);
}
