using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Http;

namespace LogoutContracts.Verification.Results;

/// <summary>One exchange with a target, and how its answer compares with what was expected.</summary>
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
