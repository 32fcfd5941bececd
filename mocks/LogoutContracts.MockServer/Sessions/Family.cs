namespace LogoutContracts.MockServer.Sessions;

/// <summary>
/// The generations of one session: each renewal adds one, with new values. Change it only while holding <see cref="SessionTable.Ending"/>.
/// </summary>
internal sealed class Family
{
    // Replaced as a whole, because readers take no lock.
    private volatile Session[] generations = [];

    /// <summary>Id of the OAuth client that opened the session; null if the contract has no clients.</summary>
    public string? Client { get; init; }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<Session> Generations => generations;

    public Session Newest => generations[^1];

    public void Add(Session generation) => generations = [.. generations, generation];
}
