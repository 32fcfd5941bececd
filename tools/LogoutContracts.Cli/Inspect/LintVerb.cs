using System.CommandLine;
using System.Globalization;
using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Contracts;
using LogoutContracts.Cli.Init;
using LogoutContracts.Cli.Stubs;

namespace LogoutContracts.Cli.Inspect;

/// <summary><c>lint</c>: reads specs and reports all problems at once.</summary>
internal static class LintVerb
{
    public static Command Create(CommandContext context)
    {
        var paths = Verb.Argument("paths", "Specs, their folders, or folders of such folders; default: the specs of this repository");
        var overlays = SpecOptions.OverlayOption();
        var stubs = new StubsOption("Check the mappings of WireMock or WireMock.Net in a folder, as 'serve --stubs' does; repeatable");
        var format = OutputFormat.Option();
        var specs = new Option<string?>("--specs") { HelpName = "DIR", Description = "The same as a path" };
        var all = new Option<bool>("--all") { Description = "List all requests that no variant matches, not only one per operation" };
        var strict = new Option<bool>("--strict") { Description = "Exit with 1 if there are warnings" };
        var verb = new Verb(
            "lint", "Check specs: format, conflicting rules, examples against schemas, and OpenAPI validity with an independent parser.",
            "lint", "lint specs/edin", "lint --strict --format json ../my-specs", "lint specs/rocketchat --overlay fix.overlay.yaml",
            "lint --stubs ../my-stubs")
        {
            paths, specs, overlays, stubs.Option, all, strict, format,
        };
        verb.SetAction(parsed =>
        {
            var applied = new OverlayFiles(context, parsed.GetValue(overlays) ?? [], []);
            var asked = (parsed.GetValue(paths) ?? []).Concat(parsed.GetValue(specs) is { } more ? [more] : []).ToArray();
            var hasOnlyStubs = stubs.IsGiven(parsed) && asked.Length == 0 && parsed.GetValue(overlays) is not { Length: > 0 };
            IReadOnlyList<LintFinding> findings =
            [
                .. hasOnlyStubs ? [] : Lint(context, asked, applied),
                .. stubs.Read(context, parsed).Select(
                    folder => new LintFinding(folder.Folder, null, folder.Stubs.Diagnostics)
                    {
                        IsOfStubs = true,
                        Stubs = folder.Stubs.Value?.Set,
                    }),
            ];
            var isJson = OutputFormat.IsJson(parsed.GetValue(format));
            return Report(context, findings, parsed.GetValue(all), parsed.GetValue(strict), isJson);
        });
        return verb;
    }

    private static IReadOnlyList<LintFinding> Lint(CommandContext context, string[] paths, OverlayFiles overlays)
    {
        var specs = paths.Length == 0
            ? Repository.SpecsOf(context)
            : [.. paths.SelectMany(path => PlainFiles.LoadOrRefuse(context, path))
                .DistinctBy(spec => context.Full(spec.Spec.Name), StringComparer.Ordinal)];
        return SpecLinter.Of(overlays.AddTo(specs), spec => SpecLinter.FolderOf(context, spec));
    }

    private static int Report(
        CommandContext context, IReadOnlyList<LintFinding> findings, bool listsAll, bool isStrict, bool asJson)
    {
        if (asJson)
            context.Out.WriteLine(JsonText.Array(findings, (json, finding) => SpecLinter.Write(json, finding, listsAll)));
        else
            WriteText(context.Out, findings, listsAll);
        var (errors, warnings) = (findings.Sum(finding => finding.Errors), findings.Sum(finding => finding.Warnings));
        if (errors > 0)
        {
            context.Error.WriteLine(InspectErrors.Problems(errors, findings.Count(finding => finding.Errors > 0), findings.Count,
                findings.All(finding => finding.IsOfStubs) ? "folder" : "spec"));
            return ExitCodes.UsedWrongly;
        }

        if (warnings == 0 || !isStrict)
            return ExitCodes.Fine;
        context.Error.WriteLine(InspectErrors.Warnings(warnings));
        return ExitCodes.ContractDoesNotHold;
    }

    private static void WriteText(TextWriter output, IReadOnlyList<LintFinding> findings, bool listsAll)
    {
        foreach (var finding in findings)
        {
            foreach (var problem in finding.Problems)
            {
                output.WriteLine(problem);
                foreach (var other in listsAll ? problem.Others : [])
                    output.WriteLine($"  also:     {other}");
            }

            if (finding.Stubs is { } stubs)
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{finding.File} ok: {stubs.Mappings.Count} mappings"));
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
