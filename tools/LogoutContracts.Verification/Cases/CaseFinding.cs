using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Learning;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Cases;

/// <summary>What was seen of one case, before it becomes a case of a report.</summary>
/// <param name="Reason">Why it is inconclusive; empty where the steps say what is so.</param>
internal sealed record CaseFinding(ValueList<Step> Steps, string Reason)
{
    /// <summary>What it comes to on a real provider; null: the steps decide.</summary>
    public CaseDecision? Decision { get; init; }

    /// <summary>The answer that refutes what the contract assumes; null unless it does.</summary>
    public ObservedAnswer? Observed { get; init; }

    /// <summary>The same variant's answer to another fresh session, if it was asked for.</summary>
    public ObservedAnswer? ObservedAgain { get; init; }

    /// <summary>Whether the target sent anything back.</summary>
    public Reachability Reachability { get; init; }

    /// <summary>Whether something was seen that no provider may do.</summary>
    public bool IsNever { get; init; }

    /// <summary>Whether the contract asks for it here.</summary>
    public bool IsApplicable { get; init; } = true;

    /// <summary>What is wrong beside what the steps say.</summary>
    public ValueList<Comparison> Extra { get; init; } = [];
}
