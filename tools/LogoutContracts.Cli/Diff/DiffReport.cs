using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Sources;
using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Settings;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Settings;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Cli.Diff;

/// <summary>The result of a comparison, for all report formats.</summary>
internal static class DiffReport
{
    private static ReportRule Whole { get; } = new(
        "comparison", "Comparison", Severity.High, "Changes that nobody has compared may break clients and logouts.",
        "Read the changes below; if something could not be judged, make the contract smaller or compare it in parts.", []);

    public static Report Of(
        LoadedContracts before, LoadedContracts after, ContractDifference difference, ChangeLevel failOn, DateTimeOffset started)
    {
        var sections = after.Versions.Concat(before.Versions).DistinctBy(version => version.Contract.Id, StringComparer.Ordinal)
            .Select(version => new ReportSection(
                version.Contract.Id, version.Contract.Title, null, $"{before.Shown} → {after.Shown}",
                CasesOf(version, difference, failOn, DateOnly.FromDateTime(started.UtcDateTime)), []));
        return new("diff", ProgramInfo.Version, started, DateTimeOffset.UtcNow - started, sections.ToValueList());
    }

    private static ValueList<ReportCase> CasesOf(
        ContractVersion version, ContractDifference difference, ChangeLevel failOn, DateOnly today)
    {
        var id = version.Contract.Id;
        var at = ReportLocation.Of(version.Contract.File, version.Contract.IdAt);
        var undecided = difference.Undecided.Where(each => Is(each.Contract, id)).Select(each => each.ToString()).ToList();
        var whole = new ReportCase(
            Whole.Id, Whole, "Both versions could be compared.", undecided.Count == 0 ? Outcome.Passed : Outcome.Inconclusive,
            string.Join(" ", undecided), at, TimeSpan.Zero, [], []);
        return difference.Changes.Where(change => Is(change.Contract, id)).Select(change => Of(change, failOn, today)).Prepend(whole).ToValueList();
    }

    /// <summary>One change as a case.</summary>
    public static ReportCase Of(ContractChange change, ChangeLevel failOn, DateOnly today)
    {
        var isFailure = change.Level >= failOn;
        var requests = change.Requests.Length > 0 ? $" Requests: {change.Requests}." : "";
        var text = $"{DiffText.Subject(change)}: {string.Join(" ", change.Texts)}{requests}";
        var accept = $" To accept it, add to the waivers in {SettingsFile.FileName}: {WaiverEntry.Of(change.Id, today)}";
        var place = change.New ?? change.Old;
        return new(
            change.Id, RuleOf(change), change.Rule.What, isFailure ? Outcome.Failed : Outcome.Passed, isFailure ? text + accept : "",
            place is null ? new("", 0, 0) : new(place.File, place.Line, place.Column), TimeSpan.Zero, [], StepsOf(change.Witness))
        {
            IsNotice = !isFailure,
            Remarks = RemarksOf(change, isFailure ? null : text).ToValueList(),
        };
    }

    private static IEnumerable<string> RemarksOf(ContractChange change, string? text)
    {
        if (text is not null)
            yield return $"{DiffText.Word(change.Level)}: {text}";
        else if (change.Old is not null && change.Old != change.New)
            yield return $"The old version is at {change.Old}.";
    }

    private static ReportRule RuleOf(ContractChange change)
    {
        var severity = change.Level switch
        {
            ChangeLevel.Note => Severity.Low,
            ChangeLevel.Warning => Severity.Medium,
            _ => change.Rule.Audience == Audience.Logout ? Severity.Critical : Severity.High,
        };
        return new(change.Rule.Id, change.Rule.Id.Replace('-', ' '), severity, change.Rule.Why, change.Rule.Fix, []);
    }

    private static ValueList<ReportStep> StepsOf(Witness? witness) => witness is null ? []
        : [new("The old version", WitnessText.Of(witness.Old), []), new("The new version", WitnessText.Of(witness.New), [])];

    private static bool Is(string one, string other) => string.Equals(one, other, StringComparison.Ordinal);
}
