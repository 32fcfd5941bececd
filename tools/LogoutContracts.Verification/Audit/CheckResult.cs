using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Audit.Checks;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit;

/// <summary>How one check ended, before findings with a common cause are merged.</summary>
/// <param name="Reason">Why it is inconclusive or not applicable; empty otherwise.</param>
internal sealed record CheckResult(Check Check, Outcome Outcome, string Reason, ValueList<Finding> Findings)
{
    public ValueList<string> Remarks { get; init; } = [];

    /// <summary>The requirements about which the target has shown its behavior.</summary>
    public IReadOnlySet<string> Observed { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    public TimeSpan Duration { get; init; }

    public ValueList<Step> Steps { get; init; } = [];

    /// <summary>Sentences about other checks that fail or are inconclusive because of the same cause.</summary>
    public ValueList<string> Consequences { get; init; } = [];
}
