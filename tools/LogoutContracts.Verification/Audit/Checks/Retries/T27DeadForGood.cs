using System.Globalization;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Judging.Liveness;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks.Retries;

internal sealed class T27DeadForGood() : Check(
    new(
        "T27",
        "Dead for good",
        Severity.High,
        "A list of refused tokens may be too short, kept on one of several servers, or emptied too soon. Then a token that was refused " +
        "right after the logout works again.",
        "End the session in the store that all servers ask. If you keep a list of refused tokens, keep each for as long as the token " +
        "could be valid.",
        ["ASVS V7.4.1", "WSTG-SESS-06"]),
    "A dead token stays dead: on many requests in a row, after further logins and logouts, at the end of the run, and later.")
{
    private const int Repeats = 20;
    private const int FurtherLogouts = 5;

    internal override bool NeedsEffect => true;

    internal override async Task TryAsync(CheckContext trial)
    {
        if (trial.Facts.Effect == LogoutEffect.None)
            throw new InconclusiveException(CheckContext.NoEffect);
        await trial.OpenAsync(Role.Caller);
        await trial.MustLiveBeforeAsync(Role.Caller);
        await trial.LogOutAsync(Role.Caller);
        for (var i = 1; i <= Repeats; i++)
        {
            if (await trial.LifeOfAsync(Role.Caller, StepKind.Afterwards, SessionLife.Dead) != SessionLife.Live)
                continue;
            trial.Find(string.Create(
                CultureInfo.InvariantCulture, $"On request {i} of {Repeats} in a row, the dead token was accepted. All should refuse it."),
                Cause.RefusalIsIntermittent);
            return;
        }

        for (var i = 1; i <= FurtherLogouts; i++)
        {
            await trial.OpenAsync(Role.Target);
            await trial.LogOutAsync(Role.Target);
        }

        await trial.OpenAsync(Role.Target);
        if (!await IsDeadAsync(
            trial, $"After {FurtherLogouts} further logouts and another login, the dead token works again. It should stay dead."))
            return;
        await AllDeadAsync(trial, "at the end of the run");
        if (trial.Options.Later <= TimeSpan.Zero || trial.Findings.Count > 0)
            return;
        await trial.WaitAsync(trial.Options.Later);
        await AllDeadAsync(trial, string.Create(CultureInfo.InvariantCulture, $"{trial.Options.Later.TotalSeconds:0.#} seconds later"));
    }

    private static async Task AllDeadAsync(CheckContext trial, string when)
    {
        foreach (var ended in trial.Facts.Ended)
        {
            trial.Play(Role.Other, ended.Values, ended.Kind);
            if (await trial.LifeOfAsync(Role.Other, StepKind.Afterwards, SessionLife.Dead) == SessionLife.Live)
                trial.Find(
                    $"A token that {ended.Check} had logged out, and that was refused then, works again {when}. It should stay dead.",
                    CauseOf(trial));
        }
    }

    // Report a problem that an earlier check has found as a consequence of that one.
    private static Cause CauseOf(CheckContext trial) =>
        Array.Find([Cause.TokenIsReissued, Cause.SecondLogoutRevives, Cause.RefusalIsIntermittent], trial.Facts.Has);

    private static async Task<bool> IsDeadAsync(CheckContext trial, string finding)
    {
        var life = await trial.LifeOfAsync(Role.Caller, StepKind.Afterwards, SessionLife.Dead);
        if (life == SessionLife.Live)
            trial.Find(finding, CauseOf(trial));
        return life != SessionLife.Live;
    }
}
