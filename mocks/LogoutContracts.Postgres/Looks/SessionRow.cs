using LogoutContracts.MockServer.Sessions;

namespace LogoutContracts.Postgres.Looks;

/// <summary>A session as it is stored: what was read, and the object that a request may change.</summary>
/// <param name="Family">Shared by all values that the session ever had: the id of the first.</param>
/// <param name="Version">Increases with each change.</param>
/// <param name="Touched">When it was stored last, in real time.</param>
/// <param name="Word">The stored state.</param>
/// <param name="Bits">The stored states of its values; null if the contract does not tell them apart.</param>
internal sealed record SessionRow(long Family, long Id, long Version, DateTime Touched, long Word, ValueBits? Bits, Session Session)
{
    /// <summary>Whether it differs from what is stored.</summary>
    public bool HasChanged => Session.Word != Word || Session.Values?.Bits != Bits;

    /// <summary>Whether only the time of the last use differs.</summary>
    public bool IsOnlyUsed => Word >= 0 && Session.Word >= 0 && Session.Values?.Bits == Bits;
}

/// <summary>A user as stored.</summary>
/// <param name="Version">Increases when a session of the user is opened, if the contract can end all sessions of a user.</param>
internal sealed record AccountRow(SessionUser User, long Version);
