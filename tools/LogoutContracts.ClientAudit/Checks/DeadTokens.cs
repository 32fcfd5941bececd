using LogoutContracts.ClientAudit.Observing;

namespace LogoutContracts.ClientAudit.Checks;

/// <summary>When answers declare tokens dead: a logout that succeeds all of its session, a refusal those that it refuses.</summary>
internal static class DeadTokens
{
    /// <summary>The first exchange after which the client knows that the token is dead; null if there is none.</summary>
    public static ObservedCall? DeclaredBy(RunObservation run, ObservedToken token) => run.Calls
        .Where(call => call.Finished is not null && !call.IsBroken
            && ((call.IsSuccessfulLogout && call.Tokens.Any(ended => ended.Session == token.Session))
                || (call.RefusesTokens && call.Carries(token))))
        .MinBy(call => call.Finished);
}
