namespace LogoutContracts.Postgres.Schema;

/// <summary>What servers must have in common to share a contract.</summary>
/// <param name="Id">The contract's id.</param>
/// <param name="Fingerprint">Differs if the spec, an overlay or the release differs.</param>
/// <param name="Description">The same for people.</param>
internal sealed record ContractIdentity(string Id, string Fingerprint, string Description);
