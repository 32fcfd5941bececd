using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Evidence;

namespace LogoutContracts.Verification.Results;

/// <summary>One thing that was looked at, and what it came to.</summary>
/// <param name="Id">Unique in its section, and the same in each run: such as "logout.replay" or "T4".</param>
/// <param name="Title">One sentence: what must hold.</param>
/// <param name="Reason">Why it is failed, inconclusive or not applicable, in a sentence; empty where it passed.</param>
/// <param name="At">Where the contract says so.</param>
/// <param name="Problems">Each expectation that does not hold; empty unless the case is failed or refuted.</param>
/// <param name="Steps">The exchanges, in order.</param>
public sealed record ReportCase(
    string Id, ReportRule Rule, string Title, Outcome Outcome, string Reason, ReportLocation At, TimeSpan Duration, ValueList<Comparison> Problems, ValueList<ReportStep> Steps)
{
    /// <summary>What is worth knowing and no fault of a target: a difference that the contract allows, or less than a contract should promise.</summary>
    public ValueList<string> Remarks { get; init; } = [];

    /// <summary>For a refuted case: the YAML to put into the spec, so that it says what the target does. Else empty.</summary>
    public string Correction { get; init; } = "";
}

/// <param name="File">The spec, as messages call it.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
public sealed record ReportLocation(string File, int Line, int Column)
{
    public override string ToString() => string.Create(null, $"{File}:{Line}");
}

/// <summary>One exchange as evidence.</summary>
/// <param name="Comparisons">What was expected of the answer, held or not.</param>
public sealed record ReportStep(string Title, ExchangeEvidence Evidence, ValueList<Comparison> Comparisons)
{
    public static ReportStep Of(Step step) => new(step.Title, step.Evidence, step.Comparisons);
}
