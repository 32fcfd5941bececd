using System.Collections.Concurrent;

namespace LogoutContracts.Verification.Sessions;

/// <summary>Sessions that were seen alive last, for the next who needs one: a login for each refusal would be many.</summary>
internal sealed class SessionPool
{
    private readonly ConcurrentDictionary<(string Kind, bool IsOther), ConcurrentBag<Dictionary<string, string>>> sessions = new();

    /// <returns>Null where there is none.</returns>
    public Dictionary<string, string>? Take(string? kind, bool isOther) => sessions.TryGetValue((kind ?? "", isOther), out var bag) && bag.TryTake(out var session) ? session : null;

    public void Return(string? kind, bool isOther, Dictionary<string, string> session) => sessions.GetOrAdd((kind ?? "", isOther), static _ => []).Add(session);
}
