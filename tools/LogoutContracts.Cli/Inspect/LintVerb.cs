using System.CommandLine;
using System.Globalization;
using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Contracts;
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
        var verb = new Verb(
            "lint", "Check specs: format, conflicting rules, examples against schemas, and OpenAPI validity with an independent parser.",
            "lint", "lint specs/edin", "lint --format json ../my-specs", "lint specs/rocketchat --overlay fix.overlay.yaml")
        {
            paths, overlays, format,
        };
        verb.SetAction(parsed =>
        {
            var applied = new OverlayFiles(context, parsed.GetValue(overlays) ?? [], []);
            return Lint(context, parsed.GetValue(paths) ?? [], applied, OutputFormat.IsJson(parsed.GetValue(format)));
        });
        return verb;
    }

    private static int Lint(CommandContext context, string[] paths, OverlayFiles overlays, bool asJson)
    {
        var specs = paths.Length == 0
            ? Repository.SpecsOf(context)
            : [.. paths.SelectMany(path => Repository.LoadAsked(context, path))
                .DistinctBy(spec => context.Full(spec.Spec.Name), StringComparer.Ordinal)];
        var findings = SpecLinter.Of(overlays.AddTo(specs), spec => FolderOf(context, spec));
        if (asJson)
            context.Out.WriteLine(JsonText.Array(findings, SpecLinter.Write));
        else
            WriteText(context.Out, findings);
        var problems = findings.Sum(finding => finding.Problems.Count);
        if (problems == 0)
            return ExitCodes.Fine;
        context.Error.WriteLine(InspectErrors.Problems(problems, findings.Count(finding => finding.Problems.Count > 0), findings.Count));
        return ExitCodes.UsedWrongly;
    }

    // A catalog finds openapi.yaml by its folder's name, which must be the contract's id. Other file names may be in any folder.
    private static string? FolderOf(CommandContext context, SpecFiles spec)
    {
        var full = context.Full(spec.Spec.Name);
        return Path.GetFileName(full) is "openapi.yaml" ? Path.GetFileName(Path.GetDirectoryName(full)) : null;
    }

    private static void WriteText(TextWriter output, IReadOnlyList<LintFinding> findings)
    {
        foreach (var finding in findings)
        {
            foreach (var problem in finding.Problems)
                output.WriteLine(problem);
            if (finding.Plan is { } plan && finding.Problems.Count == 0)
            {
                var (operations, variants) = (plan.Contract.Operations.Count(), plan.Variants.Count());
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"{finding.File} ok: {operations} operations, {variants} variants"));
            }
        }
    }
}
