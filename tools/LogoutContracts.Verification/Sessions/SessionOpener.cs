namespace LogoutContracts.Verification.Sessions;

/// <summary>Opens a session in another way than by the contract's login.</summary>
/// <param name="kind">Null: the contract has no kinds.</param>
/// <param name="isOther">Whether it is to be of the second user.</param>
public delegate Task<SessionOffer> SessionOpener(string? kind, bool isOther, CancellationToken cancellation);

/// <param name="Session">Its credentials, and its ids if they are known; null if there is none.</param>
/// <param name="Problem">Why there is none, in a sentence; else empty.</param>
public sealed record SessionOffer(IReadOnlyDictionary<string, string>? Session, string Problem);
