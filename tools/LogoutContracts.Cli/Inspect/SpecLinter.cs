using System.Text.Json;
using LogoutContracts.Cli.Context;
using LogoutContracts.Mocks;
using LogoutContracts.Mocks.Mappings.Model;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Cli.Inspect;

/// <summary>Runs all checks on a set of specs.</summary>
internal static class SpecLinter
{
    /// <param name="folderOf">Name of the folder of a spec, or null if it does not matter.</param>
    public static IReadOnlyList<LintFinding> Of(IReadOnlyList<SpecFiles> specs, Func<SpecFiles, string?> folderOf)
    {
        var read = SpecCatalog.ReadAll(specs).ToList();
        var planned = read.Select(contract => contract.Value is { } readable
            ? MockPlanner.Plan(readable)
            : Parsed<MockPlan>.Failed(contract.Diagnostics)).ToList();
        var members = specs.Zip(read).Where(pair => pair.Second.Value is not null)
            .Select(pair => new SpecSetMember(pair.First.Spec, pair.Second.Value!, folderOf(pair.First)));
        var together = SpecSet.Check([.. members]);
        return [.. specs.Zip(planned, (spec, plan) =>
        {
            var warnings = plan.Value is { } planned ? SpecWarnings.Of(planned.Contract) : [];
            var problems = plan.Diagnostics.Concat(OpenApiConformance.Check(spec)).Concat(warnings)
                .Concat(together.Where(problem => string.Equals(problem.File, spec.Spec.Name, StringComparison.Ordinal))).ToList();
            ValueList<Diagnostic> all = problems.Count > 0 ? Parsed<MockPlan>.Failed(problems).Diagnostics : [];
            return new LintFinding(spec.Spec.Name, plan.Value, all);
        })];
    }

    /// <summary>The name of the folder of a spec; null if it does not matter.</summary>
    public static string? FolderOf(CommandContext context, SpecFiles spec)
    {
        // A catalog finds specs by the names of their folders, which must be the ids of the contracts. Other files may be in any folder.
        var full = context.Full(spec.Spec.Name);
        return SpecCatalog.SpecNames.Contains(Path.GetFileName(full), StringComparer.Ordinal)
            ? Path.GetFileName(Path.GetDirectoryName(full)) : null;
    }

    /// <param name="listsAll">Whether to write the other cases of a problem, too.</param>
    public static void Write(Utf8JsonWriter json, LintFinding finding, bool listsAll)
    {
        json.WriteStartObject();
        json.WriteString("file", finding.File);
        json.WriteString("contract", finding.Plan?.Contract.Id);
        json.WriteNumber("operations", finding.Plan?.Contract.Operations.Count() ?? 0);
        json.WriteNumber("variants", finding.Plan?.Variants.Count() ?? 0);
        if (finding.Stubs is { } stubs)
            json.WriteNumber("mappings", stubs.Mappings.Count);
        json.WriteStartArray("problems");
        foreach (var problem in finding.Problems)
            Write(json, problem, listsAll ? problem.Others : []);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Diagnostic problem, ValueList<string> others)
    {
        json.WriteStartObject();
        json.WriteString("rule", problem.Rule);
        json.WriteString("severity", problem.Severity == Severity.Warning ? "warning" : "error");
        json.WriteString("file", problem.File);
        json.WriteNumber("line", problem.At.Line);
        json.WriteNumber("column", problem.At.Column);
        if (problem.At.AppliedTo is { File: { } spec } appliedTo)
        {
            json.WriteStartObject("appliedTo");
            json.WriteString("file", spec);
            json.WriteNumber("line", appliedTo.Line);
            json.WriteNumber("column", appliedTo.Column);
            json.WriteEndObject();
        }

        json.WriteString("found", problem.Found);
        json.WriteString("expected", problem.Expected);
        json.WriteString("toDo", problem.Action);
        if (others.Count > 0)
        {
            json.WriteStartArray("also");
            foreach (var other in others)
                json.WriteStringValue(other);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}

/// <param name="Plan">Null if the spec cannot be read.</param>
internal sealed record LintFinding(string File, MockPlan? Plan, ValueList<Diagnostic> Problems)
{
    /// <summary>Whether the file is a folder of stubs.</summary>
    public bool IsOfStubs { get; init; }

    /// <summary>The mappings, if the file is a folder of stubs that can be read.</summary>
    public MappingSet? Stubs { get; init; }

    public int Errors => Problems.Count(problem => problem.Severity == Severity.Error);

    public int Warnings => Problems.Count - Errors;
}
