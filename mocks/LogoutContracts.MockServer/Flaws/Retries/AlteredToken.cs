using LogoutContracts.Specs.Model;

namespace LogoutContracts.MockServer.Flaws.Retries;

/// <summary>A dead token works again after a change to it, or the server checks only a part of a token.</summary>
internal static class AlteredToken
{
    private const int Unchecked = 8;

    public static IReadOnlyList<Flaw> Flaws { get; } =
    [
        Forgetting("case-escapes-refusal", "rocketchat",
            "The list of refused tokens respects letter case, and the session check does not: in upper case, a dead token works.",
            static (token, shown) => token.Equals(shown, StringComparison.OrdinalIgnoreCase)),
        Forgetting("longer-escapes-refusal", "symphony",
            "The session check ignores what follows a token, and the list of refused tokens does not: with one more character, a dead " +
            "token works.", static (token, shown) => shown.StartsWith(token, StringComparison.Ordinal)),
        Flaw.Of("compares-beginning", "T21", "symphony", "The last eight characters of a token are not compared.", static (call, answer) =>
        {
            if (call is { Caller: null, Presented.Length: > 2 * Unchecked }
                && call.FindByToken(token => call.Presented.StartsWith(token[..^Unchecked], StringComparison.Ordinal)) is { } session)
                call.ActAs(session);
            return answer();
        }),
        Flaw.Of(
            "id-unchecked",
            "T21",
            "laravel",
            "Of a token with an id and a secret, only the secret is checked.",
            static (call, answer) =>
            {
                if (call.Caller is null && SecretOf(call.Presented) is { } secret
                    && call.FindByToken(token => string.Equals(SecretOf(token), secret, StringComparison.Ordinal)) is { } session)
                    call.ActAs(session);
                return answer();
            },
            static plan => plan.Contract.Sessions.Credentials[plan.Contract.Sessions.Key].Format.Pattern
                .Contains('|', StringComparison.Ordinal)),
        Flaw.Of(
            "dead-half-suffices",
            "T21",
            "rocketchat",
            "Without the second credential, the server does not check whether the token is dead.",
            static (call, answer) =>
            {
                if (!call.IsOnLogoutPath && call.CallerWasEnded && call.Model.Credentials
                    .Any(credential => credential.IsPerUser && credential.Carriers
                    .All(carrier => !call.Request.Headers.ContainsKey(carrier.Name))))
                    call.ActAs(call.Twin());
                else if (!call.IsOnLogoutPath && call.CallerWasActive)
                    call.ActAs(call.Caller!);
                return answer();
            },
            static plan => plan.Contract.Sessions.Credentials.Any(credential => credential.IsPerUser)),
    ];

    private static string? SecretOf(string token) =>
        token.IndexOf('|', StringComparison.Ordinal) is > 0 and var at ? token[(at + 1)..] : null;

    /// <summary>Accepts an unknown token that fits the token of a known session, even if that session has ended.</summary>
    private static Flaw Forgetting(string name, string on, string summary, Func<string, string, bool> fits) =>
        Flaw.Of(name, "T21", on, summary, (call, answer) =>
    {
        if (call is { Caller: null, Presented.Length: > 0 } && call.FindByToken(token => fits(token, call.Presented)) is { } session)
            call.ActAs(call.Table.StateOf(session, call.Now) == SessionState.Ended ? call.Twin(session) : session);
        return answer();
    });
}
