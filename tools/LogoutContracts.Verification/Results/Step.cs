using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Http;

namespace LogoutContracts.Verification.Results;

/// <summary>One exchange with a target, with its answer compared to what was expected.</summary>
/// <param name="Title">The purpose, such as <c>caller is live</c>.</param>
/// <param name="Text">The exchange as text, with placeholders for the values of sessions.</param>
public sealed record Step(StepKind Kind, string Title, Exchange Exchange, ValueList<Comparison> Comparisons, string Text)
{
    /// <summary>The whole exchange, for a report.</summary>
    public ExchangeEvidence Evidence { get; init; } = ExchangeEvidence.None;

    /// <summary>The variant that the answer was compared with; null if there was none.</summary>
    public PlannedVariant? Variant { get; init; }

    public bool Holds => Comparisons.All(comparison => comparison.Holds);
}

/// <summary>The purpose of an exchange.</summary>
public enum StepKind
{
    /// <summary>A login that opens a session for the test.</summary>
    Login,

    /// <summary>The positive control: a session that must be live is live.</summary>
    Control,

    /// <summary>A logout that prepares an ended session.</summary>
    Ending,

    /// <summary>The variant's own request.</summary>
    Request,

    /// <summary>A probe after the request: is the session live or dead?</summary>
    Afterwards,
}
