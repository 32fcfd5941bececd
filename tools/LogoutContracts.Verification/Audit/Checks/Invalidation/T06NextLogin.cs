using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks.Invalidation;

internal sealed class T06NextLogin() : Check(
    new(
        "T6",
        "Next login",
        Severity.High,
        "Where the next login hands out the same token, whoever took the old one is logged in again with its owner; so it is where a login brings old tokens back to life.",
        "Make a new random token at every login, and never look old ones up again.",
        ["ASVS V7.2.4", "WSTG-SESS-03"]),
    "A login after the logout gives another token, and the old one stays dead.")
{
    internal override async Task TryAsync(CheckContext trial)
    {
        await trial.OpenAsync(Role.Caller);
        await trial.MustLiveBeforeAsync(Role.Caller);
        await trial.LogOutAsync(Role.Caller);
        await trial.OpenAsync(Role.Target);
        var isSame = string.Equals(trial.KeyOf(Role.Caller), trial.KeyOf(Role.Target), StringComparison.Ordinal);
        trial.Talk.Also([new("the token of the next login", "another one", isSame ? "the same one" : "another one")]);
        if (isSame)
            trial.Find("The login after the logout hands out the very token that was logged out.");
        else
            await trial.MustBeAsync(Liveness.Dead, Role.Caller, "After the next login, the token that was logged out works.");
    }
}
