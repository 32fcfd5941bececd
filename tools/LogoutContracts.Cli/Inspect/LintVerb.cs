using System.CommandLine;
using System.Globalization;
using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Contracts;
using LogoutContracts.Cli.Init;
using LogoutContracts.Specs;

namespace LogoutContracts.Cli.Inspect;

/// <summary><c>lint</c>: reads specs and reports all problems at once.</summary>
internal static class LintVerb
{
    public static Command Create(CommandContext context)
    {
        var paths = Verb.Argument("paths", "Specs, their folders, or folders of such folders; default: the specs of this repository");
        var overlays = SpecOptions.OverlayOption();
        var format = OutputFormat.Option();
        var strict = new Option<bool>("--strict") { Description = "Exit with 1 if there are warnings" };
        var verb = new Verb(
            "lint", "Check specs: format, conflicting rules, examples against schemas, and OpenAPI validity with an independent parser.",
            "lint", "lint specs/edin", "lint --strict --format json ../my-specs", "lint specs/rocketchat --overlay fix.overlay.yaml")
        {
            paths, overlays, strict, format,
        };
        verb.SetAction(parsed =>
        {
            var applied = new OverlayFiles(context, parsed.GetValue(overlays) ?? [], []);
            return Lint(context, parsed.GetValue(paths) ?? [], applied, parsed.GetValue(strict),
                OutputFormat.IsJson(parsed.GetValue(format)));
        });
        return verb;
    }

    private static int Lint(CommandContext context, string[] paths, OverlayFiles overlays, bool isStrict, bool asJson)
    {
        var specs = paths.Length == 0
            ? Repository.SpecsOf(context)
            : [.. paths.SelectMany(path => PlainFiles.LoadOrRefuse(context, path))
                .DistinctBy(spec => context.Full(spec.Spec.Name), StringComparer.Ordinal)];
        var findings = SpecLinter.Of(overlays.AddTo(specs), spec => FolderOf(context, spec));
        if (asJson)
            context.Out.WriteLine(JsonText.Array(findings, SpecLinter.Write));
        else
            WriteText(context.Out, findings);
        var (errors, warnings) = (findings.Sum(finding => finding.Errors), findings.Sum(finding => finding.Warnings));
        if (errors > 0)
        {
            context.Error.WriteLine(InspectErrors.Problems(errors, findings.Count(finding => finding.Errors > 0), findings.Count));
            return ExitCodes.UsedWrongly;
        }

        if (warnings == 0 || !isStrict)
            return ExitCodes.Fine;
        context.Error.WriteLine(InspectErrors.Warnings(warnings));
        return ExitCodes.ContractDoesNotHold;
    }

    // A catalog finds specs by the names of their folders, which must be the ids of the contracts. Other files may be in any folder.
    private static string? FolderOf(CommandContext context, SpecFiles spec)
    {
        var full = context.Full(spec.Spec.Name);
        return SpecCatalog.SpecNames.Contains(Path.GetFileName(full), StringComparer.Ordinal)
            ? Path.GetFileName(Path.GetDirectoryName(full)) : null;
    }

    private static void WriteText(TextWriter output, IReadOnlyList<LintFinding> findings)
    {
        foreach (var finding in findings)
        {
            foreach (var problem in finding.Problems)
                output.WriteLine(problem);
            if (finding.Plan is { } plan && finding.Errors == 0)
            {
                var warnings = finding.Warnings switch
                {
                    0 => "",
                    1 => ", 1 warning",
                    var several => string.Create(CultureInfo.InvariantCulture, $", {several} warnings"),
                };
                var (operations, variants) = (plan.Contract.Operations.Count(), plan.Variants.Count());
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"{finding.File} ok: {operations} operations, {variants} variants{warnings}"));
            }
        }
    }
}
