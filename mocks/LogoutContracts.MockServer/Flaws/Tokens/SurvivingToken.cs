using LogoutContracts.Specs.Model;

namespace LogoutContracts.MockServer.Flaws.Tokens;

/// <summary>Logouts that report success although the token still works on some or all operations.</summary>
internal static class SurvivingToken
{
    public static IReadOnlyList<Flaw> Flaws { get; } =
    [
        Flaw.Of(
            "token-survives",
            "T1",
            "rocketchat",
            "The logout reports success, but the token still works.",
            static async (call, answer) =>
            {
                await answer();
                if (call is { IsLogout: true, IsCallerEnded: true })
                    call.Table.Revive(call.Caller!);
            }),
        Flaw.Of(
            "dies-at-logout-only",
            "T1",
            "symphony",
            "Only the logout rejects a token that was logged out; all other operations still accept it.",
            static (call, answer) =>
            {
                if (!call.IsOnLogoutPath && call.CallerWasEnded)
                    call.ActAs(call.Twin());
                return answer();
            }),
        Flaw.Of(
            "lives-elsewhere",
            "T2",
            "rocketchat",
            "Some operations do not check whether the token was logged out.",
            static (call, answer) =>
            {
                if (!call.IsOnLogoutPath && !call.IsProbe && call.CallerWasEnded)
                    call.ActAs(call.Twin());
                return answer();
            },
            static plan => plan.Contract.Operations.Any(
                operation => operation.Session.Ends == SessionEnd.Nothing
                    && !string.Equals(operation.Id, plan.Contract.Sessions.Probe.Operation, StringComparison.Ordinal)
                && plan.Variants.Any(
                    variant => string.Equals(variant.Operation, operation.Id, StringComparison.Ordinal) && variant.IsDefault
                        && variant.Variant.Given.Caller == CallerStates.Active))),
    ];
}
