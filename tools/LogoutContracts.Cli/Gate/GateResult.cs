using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Gate.Bases;
using LogoutContracts.Cli.Gate.Parts;
using LogoutContracts.Diffing.Changes;

namespace LogoutContracts.Cli.Gate;

/// <summary>The result of the gate.</summary>
/// <param name="Base">Null if it could not be found.</param>
/// <param name="FailOn">The least level of a finding that fails the gate.</param>
internal sealed record GateResult(GateBase? Base, IReadOnlyList<PartResult> Parts, ChangeLevel FailOn)
{
    /// <summary>All findings, the worst first.</summary>
    public IReadOnlyList<GateFinding> Findings => [.. Parts.SelectMany(part => part.Findings).OrderByDescending(finding => finding.Level)];

    public IReadOnlyList<string> Undecided => [.. Parts.SelectMany(part => part.Undecided.Select(reason => $"{part.Part}: {reason}"))];

    public bool Fails(GateFinding finding) => finding.Level >= FailOn;

    /// <summary>What could not be judged takes precedence: the findings may not be all.</summary>
    public int ExitCode => Undecided.Count > 0 ? ExitCodes.UsedWrongly
        : Findings.Any(Fails) ? ExitCodes.ContractDoesNotHold : ExitCodes.Fine;

    /// <summary>The result in one sentence.</summary>
    public string Verdict => ExitCode switch
    {
        ExitCodes.UsedWrongly when Findings.Count == 0 => "The gate cannot judge this change, so it does not pass.",
        ExitCodes.UsedWrongly => $"The gate cannot judge this change, so it does not pass. Found so far: {Counted(Findings)}.",
        ExitCodes.ContractDoesNotHold => $"The gate fails: {Counted(Findings)}.",
        _ => $"The gate passes: {Counted(Findings)}.",
    };

    /// <summary>What is compared with, in a sentence without its subject.</summary>
    public string BaseText => Base switch
    {
        null => "not found",
        { Commit: null } => "none: the revision consists of zeros, as for the first push of a branch, so nothing is compared",
        { IsHead: true } => $"{Base.Name}; HEAD has no commit that '{Base.Revision}' lacks, so only uncommitted changes are compared. "
            + "After a push, name the commit before it",
        _ => $"{Base.Name}, the last common commit of HEAD and '{Base.Revision}'",
    };

    /// <summary>The result of a part, in a word.</summary>
    public string Word(PartResult part) => part switch
    {
        { Undecided.Count: > 0 } => "cannot tell",
        { IsSkipped: true } => "-",
        _ when part.Findings.Any(Fails) => "failed",
        _ => "passed",
    };

    /// <summary>What a part checked and found.</summary>
    public static string Summary(PartResult part) =>
        part.Findings.Count == 0 ? part.Summary : $"{part.Summary}: {Counted(part.Findings)}";

    public static string Counted(IReadOnlyCollection<GateFinding> findings)
    {
        var counts = findings.CountBy(finding => finding.Level).OrderByDescending(count => count.Key)
            .Select(count => GateWords.Count(count.Value, GateWords.Of(count.Key))).ToList();
        return counts.Count == 0 ? "no findings" : string.Join(", ", counts);
    }
}
