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

    /// <summary>The answer differs only in parts that the contract assumes: the spec should be corrected, the target is not at fault.</summary>
    Refuted,
}
