namespace LogoutContracts.Verification.Results;

/// <summary>The result of a variant, a workflow or a case.</summary>
public enum Outcome
{
    Passed,
    Failed,

    /// <summary>The target could not be brought into the state that the case needs, so nothing is known about it.</summary>
    Inconclusive,

    /// <summary>The contract does not require it of this target.</summary>
    NotApplicable,

    /// <summary>The answer differs only in parts that the contract assumes: the spec is wrong, not the target.</summary>
    Refuted,
}
