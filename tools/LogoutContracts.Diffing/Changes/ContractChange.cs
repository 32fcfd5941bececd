using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Diffing.Changes;

/// <summary>One change of a contract.</summary>
/// <param name="Contract">The id of the contract.</param>
/// <param name="Method">Empty if the change is not about one operation; <c>other</c> for methods that the path does not declare.</param>
/// <param name="Path">The path template; empty if the change is not about one path.</param>
/// <param name="Requests">The class of requests, such as <c>caller ended; body valid</c>; empty if it is about all of them.</param>
/// <param name="Texts">What has changed, in sentences.</param>
/// <param name="Old">The place in the old spec; null if it has none.</param>
/// <param name="New">The place in the new spec; null if it has none.</param>
public sealed record ContractChange(
    DiffRule Rule, string Contract, string Method, string Path, string Requests, ChangeLevel Level, ValueList<string> Texts,
    ChangePlace? Old, ChangePlace? New)
{
    /// <summary>The same for the same rule, contract, method, path and class of requests.</summary>
    public string Id { get; } = ChangeId.Of(Rule, Contract, Method, Path, Requests);

    /// <summary>The releases in which it applies, such as <c>7</c> or <c>6 → 7</c>; empty if the contract has none, or for all.</summary>
    public ValueList<string> Releases { get; init; } = [];

    /// <summary>A request that the two versions answer differently; null if none shows the change.</summary>
    public Witness? Witness { get; init; }

    /// <summary>Why no request shows the change; empty if there is a witness.</summary>
    public string WithoutWitness { get; init; } = "";
}
