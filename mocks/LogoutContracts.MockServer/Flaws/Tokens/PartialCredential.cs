namespace LogoutContracts.MockServer.Flaws.Tokens;

/// <summary>A provider that does not check all credentials of a session.</summary>
internal static class PartialCredential
{
    public static IReadOnlyList<Flaw> Flaws { get; } =
    [
        Flaw.Of(
            "token-alone-suffices",
            "T20",
            "rocketchat",
            "Only one of the two headers that prove a session is checked.",
            static (call, answer) =>
            {
                if (call.CallerWasActive)
                    call.ActAs(call.Caller!);
                return answer();
            },
            static plan => plan.Contract.Sessions.Credentials.Count > 1),
    ];
}
