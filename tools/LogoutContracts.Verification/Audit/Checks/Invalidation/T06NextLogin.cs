using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Judging.Liveness;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks.Invalidation;

internal sealed class T06NextLogin() : Check(
    new(
        "T6",
        "Next login",
        Severity.High,
        "If the next login issues the same token, or makes an old one work again, a thief who took the old token is logged in again " +
        "together with its owner.",
        "Issue a new random token at each login, and never make an old one valid again.",
        ["ASVS V7.2.4", "WSTG-SESS-03"]),
    "A login after the logout issues another token, and the old one stays dead, even if the login request carries it.")
{
    internal override bool NeedsEffect => true;

    internal override async Task TryAsync(CheckContext trial)
    {
        await trial.OpenAsync(Role.Caller);
        await trial.MustLiveBeforeAsync(Role.Caller);
        await trial.LogOutAsync(Role.Caller);
        await trial.OpenAsync(Role.Target);
        if (await IsReissuedAsync(trial, "The login after the logout"))
            return;
        var login = ChosenLogin.Find(trial);
        if (login is null)
            return;
        if (await login.OpenAsync(trial, Role.Target, trial.Talk.Cast.SessionOf(Role.Caller)))
            await IsReissuedAsync(trial, "A login that carried the dead token");
    }

    private static async Task<bool> IsReissuedAsync(CheckContext trial, string which)
    {
        var isSame = string.Equals(trial.KeyOf(Role.Caller), trial.KeyOf(Role.Target), StringComparison.Ordinal);
        trial.Talk.Also([new("the token of the next login", "another one", isSame ? "the same one" : "another one")]);
        if (isSame)
            trial.Find($"{which} issued the very token that had been logged out. It should issue a new one.", Cause.TokenIsReissued);
        else if (await trial.MustBeAsync(
            SessionLife.Dead, Role.Caller, $"{which} made the token that had been logged out work again. It should stay dead.",
            Cause.TokenIsReissued))
            return false;
        return true;
    }
}
