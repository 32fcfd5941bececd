using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Evidence;

namespace LogoutContracts.Verification.Results;

/// <summary>One check and its result.</summary>
/// <param name="Id">Unique in its section, and stable, such as <c>logout.replay</c> or <c>T4</c>.</param>
/// <param name="Title">What must hold, in one sentence.</param>
/// <param name="Reason">Why it did not pass, in one sentence; empty if it passed.</param>
/// <param name="At">The place in the spec that requires it.</param>
/// <param name="Problems">The differences from what was expected; empty unless the case failed or was refuted.</param>
/// <param name="Steps">The exchanges, in order.</param>
public sealed record ReportCase(
    string Id, ReportRule Rule, string Title, Outcome Outcome, string Reason, ReportLocation At, TimeSpan Duration,
    ValueList<Comparison> Problems, ValueList<ReportStep> Steps)
{
    /// <summary>Facts worth knowing that are not the target's fault: an allowed difference, or a weakness of the contract.</summary>
    public ValueList<string> Remarks { get; init; } = [];

    /// <summary>The operation that the case is about, for overviews; null if it is about several, or about none.</summary>
    public string? Operation { get; init; }

    /// <summary>
    /// Whether it is worth an annotation although it did not fail. The severity of its rule says how serious it is.
    /// </summary>
    public bool IsNotice { get; init; }

    /// <summary>For a refuted case, the YAML that makes the spec say what the target does; otherwise empty.</summary>
    public string Correction { get; init; } = "";
}

/// <summary>A place in a spec.</summary>
/// <param name="File">The path of the spec, as in messages.</param>
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

/// <summary>An exchange, as evidence.</summary>
/// <param name="Comparisons">The compared parts of the answer, equal or not.</param>
public sealed record ReportStep(string Title, ExchangeEvidence Evidence, ValueList<Comparison> Comparisons)
{
    public static ReportStep Of(Step step) => new(step.Title, step.Evidence, step.Comparisons);
}
