namespace LogoutContracts.Verification.Results;

/// <summary>How a variant, a workflow or a case ends.</summary>
public enum Outcome
{
    Passed,
    Failed,

    /// <summary>The target could not be brought into the state that the case needs, so nothing is known.</summary>
    Inconclusive,

    /// <summary>The contract does not ask for it.</summary>
    NotApplicable,
}
