using LogoutContracts.MockServer.Sessions;

namespace LogoutContracts.MockServer.Flaws.Tokens;

/// <summary>Flaws in the login after a logout.</summary>
internal static class NextLogin
{
    public static IReadOnlyList<Flaw> Flaws { get; } =
    [
        Flaw.Remembering("same-token-again", "T6", "laravel", "The next login issues the token that was logged out.", static () =>
        {
            Session? last = null;
            return async (call, answer) =>
            {
                var known = call.Table.All.ToHashSet();
                await answer();
                if (call.HasLoggedOut)
                    last = call.Caller;
                if (call.Operation is not { Session.Opens.Count: > 0 } || last is null
                    || call.Table.All.FirstOrDefault(session => !known.Contains(session)) is not { } opened)
                    return;
                call.Table.Revive(last);
                call.Replace(call.Text.Replace(opened[call.Model.Key], last[call.Model.Key], StringComparison.Ordinal));
                if (call.Response.Headers.SetCookie.Count > 0)
                    call.Response.Headers.SetCookie = call.Response.Headers.SetCookie.ToString()
                        .Replace(opened[call.Model.Key], last[call.Model.Key], StringComparison.Ordinal);
            };
        }),
        Flaw.Remembering(
            "login-revives",
            "T6",
            "edin",
            "The next login reactivates the old token, in addition to the new one.",
            static () =>
            {
                Session? last = null;
                return async (call, answer) =>
                {
                    await answer();
                    if (call.HasLoggedOut)
                        last = call.Caller;
                    if (call.Operation is { Session.Opens.Count: > 0 } && last is not null)
                        call.Table.Revive(last);
                };
            }),
        Flaw.Of(
            "login-revives-presented",
            "T6",
            "symphony",
            "A login whose request carries a dead token reactivates it, in addition to the new one.",
            static async (call, answer) =>
            {
                await answer();
                if (call is { Operation.Session.Opens.Count: > 0, CallerWasEnded: true })
                    call.Table.Revive(call.Caller!);
            }),
    ];
}
