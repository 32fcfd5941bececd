namespace LogoutContracts.MockServer.Sessions;

/// <summary>The sessions that were added to a table and removed from it.</summary>
internal sealed class SessionLog
{
    public List<Session> Added { get; } = [];

    public List<Session> Removed { get; } = [];
}
