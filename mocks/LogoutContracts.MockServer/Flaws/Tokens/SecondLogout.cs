using System.Collections.Concurrent;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.MockServer.Flaws.Tokens;

/// <summary>Flaws in a second logout with the same token.</summary>
internal static class SecondLogout
{
    public static IReadOnlyList<Flaw> Flaws { get; } =
    [
        Flaw.Of("second-logout-500", "T16", "laravel", "A second logout with the same token crashes (500).", static async (call, answer) =>
        {
            await answer();
            if (call is { IsLogout: true, Caller: { } caller, Response.StatusCode: 401 }
                && call.Table.StateOf(caller, call.Now) == SessionState.Ended)
                call.Answer(500, "text/plain", "NullReferenceException at Sessions.End(Session session)");
        }),
        Flaw.Remembering("second-logout-revives", "T16", "crafter", "A second logout with the same token reactivates it.", static () =>
        {
            var logouts = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
            return async (call, answer) =>
            {
                if (call is not { IsLogout: true, Token: { } token })
                {
                    await answer();
                    return;
                }

                logouts.AddOrUpdate(token, 1, static (_, before) => before + 1);
                await answer();
                if (logouts[token] > 1)
                    call.Table.Revive(call.Caller!);
            };
        }),
    ];
}
