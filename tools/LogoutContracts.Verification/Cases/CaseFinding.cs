using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Learning;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Cases;

/// <summary>The result of one case, before it becomes a case of a report.</summary>
/// <param name="Reason">Why the case is inconclusive or not applicable; empty if the steps decide.</param>
internal sealed record CaseFinding(ValueList<Step> Steps, string Reason)
{
    /// <summary>The decision on a real provider; null if the steps decide.</summary>
    public CaseDecision? Decision { get; init; }

    /// <summary>The answer, if it refutes an assumption of the contract; otherwise null.</summary>
    public ObservedAnswer? Observed { get; init; }

    /// <summary>The answer to the same request with another fresh session; null if it was not sent or refutes nothing.</summary>
    public ObservedAnswer? ObservedAgain { get; init; }

    /// <summary>Whether the target sent anything back.</summary>
    public Reachability Reachability { get; init; }

    /// <summary>Whether something is wrong under any contract.</summary>
    public bool IsNever { get; init; }

    /// <summary>Whether the contract requires the case of this target.</summary>
    public bool IsApplicable { get; init; } = true;

    /// <summary>Problems in addition to those of the steps.</summary>
    public ValueList<Comparison> Extra { get; init; } = [];
}
