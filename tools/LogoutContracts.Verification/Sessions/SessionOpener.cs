namespace LogoutContracts.Verification.Sessions;

/// <summary>Opens a session without the contract's login.</summary>
/// <param name="kind">The kind of the session; null for the contract's default.</param>
/// <param name="isOther">Whether the session must belong to the second user.</param>
public delegate Task<SessionOffer> SessionOpener(string? kind, bool isOther, CancellationToken cancellation);

/// <summary>The result of a <see cref="SessionOpener"/>.</summary>
/// <param name="Session">The session's credentials, and its ids if they are known; null if none could be opened.</param>
/// <param name="Problem">Why no session could be opened, in a sentence; empty otherwise.</param>
public sealed record SessionOffer(IReadOnlyDictionary<string, string>? Session, string Problem);
