using System.CommandLine;
using System.Globalization;
using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Contracts;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Diagnostics;

namespace LogoutContracts.Cli.Inspect;

/// <summary><c>lint</c>: reads specs and reports all that is wrong with them, at once.</summary>
internal static class LintVerb
{
    public static Command Create(CommandContext shell)
    {
        var paths = Verb.Argument("paths", "Specs, their folders, or folders of such folders; without any, the specs of this repository");
        var overlays = SpecOptions.OverlayOption();
        var format = OutputFormat.Option();
        var verb = new Verb(
            "lint", "Check specs: their form, their rules against each other, their examples, and OpenAPI as an independent reader sees it.",
            "lint", "lint specs/edin", "lint --format json ../my-specs", "lint specs/rocketchat --overlay fix.overlay.yaml")
        {
            paths, overlays, format,
        };
        verb.SetAction(parsed => Lint(shell, parsed.GetValue(paths) ?? [], new(shell, parsed.GetValue(overlays) ?? [], []), OutputFormat.IsJson(parsed.GetValue(format))));
        return verb;
    }

    private static int Lint(CommandContext shell, string[] paths, OverlayFiles overlays, bool asJson)
    {
        var specs = paths.Length == 0 ? Repository.SpecsOf(shell) : [.. paths.SelectMany(path => Repository.LoadAsked(shell, path)).DistinctBy(spec => shell.Full(spec.Spec.Name), StringComparer.Ordinal)];
        var findings = SpecLinter.Of(overlays.AddTo(specs), spec => FolderOf(shell, spec));
        if (asJson)
            shell.Out.WriteLine(JsonText.Array(findings, SpecLinter.Write));
        else
            WriteText(shell.Out, findings);
        var problems = findings.Sum(finding => finding.Problems.Count);
        if (problems == 0)
            return ExitCodes.Fine;
        shell.Error.WriteLine(InspectErrors.Problems(problems, findings.Count(finding => finding.Problems.Count > 0), findings.Count));
        return ExitCodes.UsedWrongly;
    }

    // Only a file with the name that catalogues look for has to lie in a folder of the contract's name.
    private static string? FolderOf(CommandContext shell, SpecFiles spec)
    {
        var full = shell.Full(spec.Spec.Name);
        return Path.GetFileName(full) is "openapi.yaml" ? Path.GetFileName(Path.GetDirectoryName(full)) : null;
    }

    private static void WriteText(TextWriter output, IReadOnlyList<LintFinding> findings)
    {
        foreach (var finding in findings)
        {
            foreach (var problem in finding.Problems)
                output.WriteLine(problem);
            if (finding.Plan is { } plan && finding.Problems.Count == 0)
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{finding.File} ok: {plan.Contract.Operations.Count()} operations, {plan.Variants.Count()} variants"));
        }
    }
}
