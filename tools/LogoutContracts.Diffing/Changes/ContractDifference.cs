using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Diffing.Changes;

/// <summary>The result of a comparison.</summary>
/// <param name="Changes">The worst first.</param>
/// <param name="Undecided">What could not be compared; if there is any, the changes are not all of them.</param>
public sealed record ContractDifference(ValueList<ContractChange> Changes, ValueList<Undecided> Undecided);
