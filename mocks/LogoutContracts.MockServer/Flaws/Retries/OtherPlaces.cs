using LogoutContracts.Specs.Model;
using Microsoft.AspNetCore.WebUtilities;

namespace LogoutContracts.MockServer.Flaws.Retries;

/// <summary>Other places in a request from which the server takes the token, most without checking whether the session has ended.</summary>
internal static class OtherPlaces
{
    private const string Bearer = "Bearer ";

    public static IReadOnlyList<Flaw> Flaws { get; } =
    [
        Flaw.Of("token-in-query", "T22", "rocketchat", "The token also works in the query.", static (call, answer) =>
            ShowAsync(call, answer, QueryHelpers.ParseQuery(call.Request.QueryString).GetValueOrDefault("access_token").ToString(),
                isRevived: false)),
        Flaw.Of(
            "dead-as-bearer",
            "T22",
            "symphony",
            "The token also works as a bearer token, even after its logout.",
            static (call, answer) => ShowAsync(call, answer, BearerOf(call), isRevived: true)),
        Flaw.Of("dead-in-cookie", "T22", "laravel", "The token also works in a cookie, even after its logout.", static (call, answer) =>
            ShowAsync(call, answer, call.CookieOf("token") ?? "", isRevived: true)),
        Flaw.Of(
            "dead-in-second-carrier",
            "T22",
            "edin",
            "In the second of the places that the contract lists, the token works even after its logout.",
            static (call, answer) =>
            {
                var first = call.Model.Credentials[call.Model.Key].Carriers[0];
                if (call.CallerWasEnded && !call.IsOnLogoutPath && call.CookieOf(first.Name) is null)
                    call.ActAs(call.Twin());
                return answer();
            },
            static plan => plan.Contract.Sessions.Credentials[plan.Contract.Sessions.Key].Carriers is [{ Kind: CarrierKind.Cookie }, _,
                ..]),
    ];

    private static Task ShowAsync(FlawedCall call, Func<Task> answer, string token, bool isRevived)
    {
        if (call.Presented.Length == 0 && token.Length > 0 && call.Table.Find(token) is { } session)
            call.ActAs(isRevived && call.Table.StateOf(session, call.Now) == SessionState.Ended ? call.Twin(session) : session);
        return answer();
    }

    private static string BearerOf(FlawedCall call)
    {
        var value = call.Request.Headers.Authorization.ToString();
        return value.StartsWith(Bearer, StringComparison.Ordinal) ? value[Bearer.Length..] : "";
    }
}
