using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Evidence;

namespace LogoutContracts.Verification.Results;

/// <summary>One thing that was looked at, and what it came to.</summary>
/// <param name="Id">Unique in its section, and the same in each run: such as "logout.replay" or "T4".</param>
/// <param name="Title">One sentence: what must hold.</param>
/// <param name="Reason">Why it is failed, inconclusive or not applicable, in a sentence; empty where it passed.</param>
/// <param name="At">Where the contract says so.</param>
/// <param name="Problems">Each expectation that does not hold; empty but for a failed case.</param>
/// <param name="Steps">The exchanges, in order.</param>
public sealed record ReportCase(
    string Id, ReportRule Rule, string Title, Outcome Outcome, string Reason, ReportLocation At, TimeSpan Duration, ValueList<Comparison> Problems, ValueList<ReportStep> Steps)
{
    /// <summary>What the contract itself promises less of than it should; no fault of a target that keeps it.</summary>
    public ValueList<string> Remarks { get; init; } = [];
}

/// <param name="File">The spec, as messages call it.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
public sealed record ReportLocation(string File, int Line, int Column)
{
    /// <summary>In an overlay: the part of the spec that it was applied to; otherwise null.</summary>
    public ReportLocation? AppliedTo { get; init; }

    /// <param name="file">The file of the contract or workflow; an overlay's position names its own.</param>
    public static ReportLocation Of(string file, Position at) =>
        new(at.File ?? file, at.Line, at.Column)
        {
            AppliedTo = at.AppliedTo is { } spec ? new(spec.File ?? file, spec.Line, spec.Column) : null,
        };

    public override string ToString() => string.Create(null, $"{File}:{Line}");
}

/// <summary>One exchange as evidence.</summary>
/// <param name="Comparisons">What was expected of the answer, held or not.</param>
public sealed record ReportStep(string Title, ExchangeEvidence Evidence, ValueList<Comparison> Comparisons)
{
    public static ReportStep Of(Step step) => new(step.Title, step.Evidence, step.Comparisons);
}
