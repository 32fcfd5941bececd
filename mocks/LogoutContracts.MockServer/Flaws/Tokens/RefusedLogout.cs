using LogoutContracts.MockServer.Sessions;
using Microsoft.AspNetCore.Http.Features;

namespace LogoutContracts.MockServer.Flaws.Tokens;

/// <summary>Flaws in logouts that should be rejected without an effect.</summary>
internal static class RefusedLogout
{
    public static IReadOnlyList<Flaw> Flaws { get; } =
    [
        Flaw.Of("ends-on-refusal", "T19", "rocketchat", "A rejected logout still ends the session.", static async (call, answer) =>
        {
            await answer();
            if (call.IsLogout && call.Response.StatusCode is >= 400 and < 500)
                call.Caller?.End();
        }),
        Flaw.Of("crashes-on-malformed", "T19", "laravel", "A malformed token crashes the logout (500).", static async (call, answer) =>
        {
            var isMalformed = call.Presented.Length > 0 && !call.Model.Credentials[call.Model.Key].Format.Matches(call.Presented);
            await answer();
            if (call.IsLogout && isMalformed)
                call.Answer(500, "text/plain", "FormatException: the input is not a valid token");
        }),
        Flaw.Remembering(
            "missing-ends-last",
            "T19",
            "symphony",
            "A logout without a token ends the most recently used session.",
            static () =>
            {
                Session? last = null;
                return async (call, answer) =>
                {
                    if (call is { IsLogout: true, Caller: null })
                        last?.End();
                    if (call.CallerWasActive)
                        last = call.Caller;
                    await answer();
                };
            }),
        Flaw.Of(
            "drops-connection",
            "T19",
            "edin",
            "A logout without a token gets no answer: the server closes the connection.",
            static async (call, answer) =>
            {
                if (call is { IsLogout: true, Presented: "" })
                    call.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>().Abort();
                await answer();
            }),
    ];
}
