using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.MockServer.Flaws.Tokens;

/// <summary>Refresh tokens that work longer than they should.</summary>
internal static class RefreshTokens
{
    public static IReadOnlyList<Flaw> Flaws { get; } =
    [
        Of("refresh-survives", "A logout ends the access token, and the refresh token still gets new ones.", static async (call, answer) =>
        {
            await answer();
            if (call.IsLogout && call.CallerWasActive && call.Caller!.Values is not null && call.IsEnded(call.Caller))
                call.Table.Revive(call.Caller).Values!.End(call.Model.Key);
        }),
        Of("reuse-accepted", "A refresh token that was replaced still gets new ones.", static (call, answer) =>
        {
            if (call is { IsRenewal: true, CallerState: SessionState.Superseded })
                call.ActAs(call.Caller!.Values!.Family.Newest);
            return answer();
        }),
        Of("reuse-ends-nothing", "A refresh token that was replaced is refused, and nobody takes notice.", static async (call, answer) =>
        {
            var isReuse = call is { IsRenewal: true, CallerState: SessionState.Superseded };
            var newest = call.Caller?.Values?.Family.Newest;
            await answer();
            if (isReuse)
                call.Table.Revive(newest!);
        }),
        Of("hint-trusted", "The logout looks for the token only where the client's hint says.", static (call, answer) =>
        {
            if (call is not { IsLogout: true, CallerWasActive: true }
                || !call.Body.Contains("token_type_hint=access_token", StringComparison.Ordinal))
                return answer();
            call.Response.StatusCode = 200;
            return Task.CompletedTask;
        }),
    ];

    private static Flaw Of(string name, string summary, FlawAct act) =>
        Flaw.Of(name, "T10", "oauth2", summary, act, static plan =>
            Preconditions.RenewerOf(plan, plan.Contract.Sessions.DefaultKind) is not null);
}
