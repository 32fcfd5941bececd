using LogoutContracts.MockServer.Sessions;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.MockServer.Flaws.Tokens;

/// <summary>Flaws in the idle timeout.</summary>
internal static class IdleTimeout
{
    public static IReadOnlyList<Flaw> Flaws { get; } =
    [
        Flaw.Of(
            "never-expires",
            "T13",
            "edin",
            "An idle session never expires.",
            static (call, answer) =>
            {
                if (call.Caller is { } caller && call.Table.StateOf(caller, call.Now) == SessionState.Expired)
                    call.Table.Revive(caller);
                return answer();
            },
            static plan => plan.Contract.Sessions.IdleTimeout is not null),
        Flaw.Remembering(
            "expires-early",
            "T13",
            "crafter",
            "An idle session expires much earlier than the contract says.",
            static () =>
            {
                var used = new System.Collections.Concurrent.ConcurrentDictionary<Session, long>();
                return (call, answer) =>
                {
                    if (call.Caller is { } caller)
                    {
                        var idle = TimeSpan.FromSeconds((call.Now - used.GetOrAdd(caller, call.Now)) / (double)call.Frequency);
                        if (idle > call.Model.IdleTimeout / 2)
                            caller.Expire();
                        used[caller] = call.Now;
                    }

                    return answer();
                };
            },
            static plan => plan.Contract.Sessions.IdleTimeout is not null),
    ];
}
