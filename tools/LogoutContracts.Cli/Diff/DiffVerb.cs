using System.CommandLine;
using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Options;
using LogoutContracts.Cli.Sources;
using LogoutContracts.Diffing;
using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Settings;
using LogoutContracts.Specs.Settings;

namespace LogoutContracts.Cli.Diff;

/// <summary><c>diff</c>: what changes between two versions of contracts, and for whom.</summary>
internal static class DiffVerb
{
    public static Command Create(CommandContext context)
    {
        var old = Verb.Single("old", $"The old version: {ContractSource.Forms}");
        var @new = Verb.Single("new", "The new version, in the same forms");
        var failOn = FailOnOption.Create(ChangeLevel.Error, DiffText.FailOn);
        var journal = new Option<string?>("--journal")
        {
            HelpName = "FILE",
            Description = "Instead, list the calls of a client whose answer changes: the journal of a mock (JSON), or a recording (HAR)",
        };
        var reports = ReportOption.Create();
        var settings = SettingsOption.Create();
        var list = new Option<bool>("--list") { Description = "List the rules" };
        var explain = new Option<string?>("--explain")
        {
            HelpName = "RULE",
            Description = "Explain a rule: what it reports, why it matters, and what to do",
        };
        var verb = new Verb(
            "diff", "Compare two versions of contracts by what they mean for clients, providers and logouts.",
            "diff ../main/specs specs", "diff old/openapi.yaml new/openapi.yaml --fail-on warning", "diff rocketchat@6 rocketchat@7",
            "diff specs-before specs --report markdown=diff.md,github", "diff rocketchat@6 rocketchat@7 --journal calls.json",
            "diff --explain session-survives")
        {
            old, @new, journal, failOn, settings, reports, list, explain,
        };
        verb.SetAction(async parsed =>
        {
            if (parsed.GetValue(explain) is { } id)
            {
                DiffText.WriteExplanation(context.Out, DiffRules.Find(id) ?? throw DiffErrors.UnknownRule(id), context.Width);
                return ExitCodes.Fine;
            }

            if (parsed.GetValue(list))
            {
                DiffText.WriteList(context.Out);
                return ExitCodes.Fine;
            }

            if (parsed.GetValue(old) is not { } before || parsed.GetValue(@new) is not { } after)
                throw DiffErrors.NoSides();
            var files = ReportOption.Read(context, parsed.GetValue(reports));
            if (parsed.GetValue(journal) is { } log)
            {
                return CallComparison.Run(
                    context, ContractSource.Parse(context, before), ContractSource.Parse(context, after), log,
                    FailOnOption.Read<ChangeLevel>(parsed.GetValue(failOn)), files);
            }

            var accepted = SettingsOption.Read(context, parsed.GetValue(settings));
            return await CompareAsync(
                context, ContractSource.Parse(context, before), ContractSource.Parse(context, after),
                FailOnOption.Read<ChangeLevel>(parsed.GetValue(failOn)), accepted, files);
        });
        return verb;
    }

    private static async Task<int> CompareAsync(
        CommandContext context, ContractSource old, ContractSource @new, ChangeLevel failOn, SettingsFile settings, ReportFiles files)
    {
        var started = context.Clock.GetUtcNow();
        var today = DateOnly.FromDateTime(started.UtcDateTime);
        var (before, after) = (old.Load(context), @new.Load(context));
        (before, after) = (before.Within(after), after.Within(before));
        var difference = ContractDiff.Between(before.Versions, after.Versions, new() { MoreRequests = NegativeRequests.Of });
        var judged = JudgedChanges.Of(difference.Changes, settings, today);
        difference = difference with { Changes = await WitnessReplay.RunAsync(judged.Changes) };
        DiffText.Write(context.VisibleOut, difference, judged, new(context.Width, failOn, today));
        files.Write(DiffReport.Of(before, after, difference, failOn, started));
        return difference.Undecided.Count > 0 ? ExitCodes.UsedWrongly
            : difference.Changes.Any(change => change.Level >= failOn) ? ExitCodes.ContractDoesNotHold : ExitCodes.Fine;
    }
}
