namespace LogoutContracts.Diffing.Changes;

/// <summary>A part of two contracts that could not be compared. This is never the same as "no changes".</summary>
/// <param name="Contract">The id of the contract.</param>
/// <param name="Where">The operation or release; empty for the whole contract.</param>
/// <param name="Reason">Why, in one sentence.</param>
public sealed record Undecided(string Contract, string Where, string Reason)
{
    public override string ToString() => Where.Length == 0 ? $"{Contract}: {Reason}" : $"{Contract}, {Where}: {Reason}";
}
