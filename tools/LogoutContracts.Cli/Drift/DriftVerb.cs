using System.CommandLine;
using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Contracts;
using LogoutContracts.Cli.Init;
using LogoutContracts.Cli.Options;
using LogoutContracts.Drift;
using LogoutContracts.Drift.Findings;

namespace LogoutContracts.Cli.Drift;

/// <summary><c>drift</c>: compares a contract with a page of documentation.</summary>
internal static class DriftVerb
{
    public static Command Create(CommandContext context)
    {
        var contract = new Argument<string>("contract") { Description = "Contract id, such as rocketchat, or a spec file" };
        var file = new Argument<string?>("file")
        {
            Description = "The page: Markdown, HTML or reStructuredText; default: standard input",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var format = PageInput.FormatOption();
        var failOn = FailOnOption.Create(
            DriftLevel.Error,
            "Exit with 1 from this level on: error (lost facts), warning (also lost headings and new facts) or note (all)");
        var specs = new SpecOptions();
        var reports = ReportOption.Create();
        var verb = new Verb(
            "drift", "Compare a contract with its vendor's page: which of the documented facts the page lost, and which are new.",
            "drift rocketchat logout.md",
            "curl -s https://docs.example.com/logout | logout-contracts drift edin --page html",
            "drift crafter logout.rst --fail-on warning --report github")
        {
            contract, file, format, failOn,
        };
        foreach (var option in specs.All.Append(reports))
            verb.Options.Add(option);
        verb.SetAction(parsed =>
        {
            var files = ReportOption.Read(context, parsed.GetValue(reports));
            string[] named = [parsed.GetRequiredValue(contract)];
            var source = specs.Choose(context, parsed, named, fromRepository: true, load: PlainFiles.LoadOrRefuse);
            var asked = specs.IsFile(context, parsed, named) ? [] : named;
            var chosen = ContractReader.Read(context, source.All(), asked)[0];
            var page = PageInput.Read(context, parsed.GetValue(file), parsed.GetValue(format));
            var started = DateTimeOffset.UtcNow;
            var result = DocumentDrift.Of(chosen, page);
            var level = FailOnOption.Read<DriftLevel>(parsed.GetValue(failOn));
            if (result.WhyNot.Length == 0)
                DriftText.Write(context.VisibleOut, chosen, page, result);
            files.Write(new(
                "drift", ProgramInfo.Version, started, DateTimeOffset.UtcNow - started, [DriftSection.Of(chosen, page, result, level)]));
            if (result.WhyNot.Length > 0)
                throw DriftErrors.NotJudged(chosen, page, result);
            return result.Findings.Any(finding => finding.Rule.Level >= level) ? ExitCodes.ContractDoesNotHold : ExitCodes.Fine;
        });
        return verb;
    }
}
