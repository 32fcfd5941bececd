using LogoutContracts.Mocks;
using LogoutContracts.Specs;

namespace LogoutContracts.Verification;

/// <summary>What verifying one variant came to, with every exchange as evidence.</summary>
/// <param name="Reason">Why it is inconclusive; empty otherwise.</param>
/// <param name="Steps">In the order in which they were taken; the last one may be the one that failed.</param>
public sealed record Verdict(MockPlan Plan, PlannedVariant Variant, Outcome Outcome, string Reason, ValueList<Step> Steps)
{
    /// <summary>Whether the target did not answer at all, or not in time.</summary>
    public bool IsSilent { get; init; }

    /// <summary>The exchange that the variant is about; null where it was not reached.</summary>
    public Step? Answer => Steps.FirstOrDefault(step => step.Kind == StepKind.Request);

    public IEnumerable<Comparison> Failures => Steps.SelectMany(step => step.Comparisons).Where(comparison => !comparison.Holds);

    /// <summary>File and line of the variant.</summary>
    public string Place => $"{Plan.Contract.File}:{Variant.Variant.At.Line}";
}

public enum Outcome
{
    Passed,
    Failed,

    /// <summary>The target could not be brought into the state that the variant speaks of; nothing is known.</summary>
    Inconclusive,
}

/// <param name="Title">What it is for, such as "caller is live".</param>
/// <param name="Text">The exchange as a person reads it, values of sessions as placeholders.</param>
public sealed record Step(StepKind Kind, string Title, Exchange Exchange, ValueList<Comparison> Comparisons, string Text)
{
    /// <summary>The whole exchange, for a report.</summary>
    public ExchangeEvidence Evidence { get; init; } = ExchangeEvidence.None;

    public bool Holds => Comparisons.All(comparison => comparison.Holds);
}

public enum StepKind
{
    /// <summary>A login that opens a session to work with.</summary>
    Login,

    /// <summary>Positive control: a session that must be live is.</summary>
    Control,

    /// <summary>A real logout that ends a session which must be ended.</summary>
    Ending,

    /// <summary>The variant's own request.</summary>
    Request,

    /// <summary>What the sessions are worth afterwards.</summary>
    Afterwards,
}
