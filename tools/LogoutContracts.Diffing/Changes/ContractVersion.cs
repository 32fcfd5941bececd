using LogoutContracts.Specs.Model;

namespace LogoutContracts.Diffing.Changes;

/// <summary>One side of a comparison.</summary>
/// <param name="Release">The vendor's release to compare; null for all.</param>
public sealed record ContractVersion(Contract Contract, string? Release = null);
