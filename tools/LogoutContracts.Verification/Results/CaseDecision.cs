using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Evidence;

namespace LogoutContracts.Verification.Results;

/// <summary>The result of a case on a real provider.</summary>
/// <param name="Reason">Why it did not pass, sessions first; empty if it passed.</param>
/// <param name="Problems">The differences from the contract.</param>
internal sealed record CaseDecision(Outcome Outcome, string Reason, ValueList<Comparison> Problems, ValueList<string> Remarks)
{
    /// <summary>Whether it is wrong under any contract.</summary>
    public bool IsNever { get; init; }

    /// <summary>Whether the target no longer accepts connections.</summary>
    public bool IsGone { get; init; }
}
