using LogoutContracts.Diffing.Changes;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Cli.Gate.Parts;

/// <summary>The specs are valid, as <c>lint</c> checks them.</summary>
internal sealed class LintPart : IGatePart
{
    public string Name => "lint";

    public Task<PartResult> CheckAsync(GateSubject subject) => Task.FromResult(Check(subject));

    private PartResult Check(GateSubject subject)
    {
        var specs = subject.Folders.SelectMany(folder => folder.Specs.Zip(folder.Lint)).ToList();
        var findings = specs.SelectMany(pair => pair.Second.Problems.Select(problem => Of(pair.First.Id, problem)));
        return new(Name, GateWords.Count(specs.Count, "spec"), findings.ToValueList(), []);
    }

    private static GateFinding Of(string contract, Diagnostic problem) => new(
        problem.Severity == Specs.Diagnostics.Severity.Error ? ChangeLevel.Error : ChangeLevel.Warning, problem.Rule, contract,
        problem.Found, $"expected: {problem.Expected}")
    {
        At = ReportLocation.Of(problem.File, problem.At),
        Fix = problem.Action,
    };
}
