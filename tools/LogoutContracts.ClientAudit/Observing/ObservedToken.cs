namespace LogoutContracts.ClientAudit.Observing;

/// <summary>A credential that a mock has issued.</summary>
/// <param name="Session">Number of its session. A renewal gives a session new tokens, but not a new number.</param>
/// <param name="Name">The credential's name in the contract.</param>
/// <param name="Shown">Prefix of its hash, by which reports tell tokens apart.</param>
internal sealed record ObservedToken(int Session, string Name, string Shown);
