using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Judging.Liveness;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks.Invalidation;

internal sealed class T17ConcurrentLogout() : Check(
    new(
        "T17",
        "Concurrent logouts",
        Severity.High,
        "Two tabs, a double click, a client that retries: logouts with one token meet. If each of them reads the session and writes it " +
        "back later, the last one may write back a live session.",
        "End the session in one atomic step: a deletion, or an update that checks the state. Never read, change and write back.",
        ["ASVS V7.4.1", "WSTG-SESS-06"]),
    "Of several logouts at once none gets a server error, and after one has succeeded the token is dead.")
{
    private const int Logouts = 8;

    internal override bool NeedsEffect => true;

    internal override async Task TryAsync(CheckContext trial)
    {
        await LogoutProof.RequireEffectAsync(trial);
        await trial.OpenAsync(Role.Caller);
        await trial.MustLiveBeforeAsync(Role.Caller);
        var marks = await trial.MarksAsync();
        var (logout, probe) = (trial.LogoutBy(Role.Caller), trial.Talk.ProbeOf(Role.Caller, trial.ValueOf));
        var second = trial.Contract.Expect(logout, CallerStates.Ended);
        var pairs = await Task.WhenAll(Enumerable.Range(0, Logouts).Select(_ => LogOutAndAskAsync(trial, logout, probe)));
        foreach (var (ended, asked) in pairs)
        {
            trial.Talk.Keep(StepKind.Ending, "One of several logouts at once", ended, [CheckContext.NoCrash(ended.Response, second)]);
            if (CheckContext.IsCrash(ended.Response, second))
                trial.Find($"Of {Logouts} logouts at once, one got {ended.Response.Status}. None should get a server error.",
                    trial.Facts.SecondLogoutError > 0 ? Cause.SecondLogoutCrashes : Cause.Own);
            if (asked is null)
                continue;
            var isLive = marks.Read(asked.Response) == SessionLife.Live;
            trial.Talk.Keep(StepKind.Afterwards, "Asked after that logout had succeeded", asked,
                [new("the session", "dead", isLive ? "live" : "dead")]);
            if (isLive)
                trial.Find($"Of {Logouts} logouts at once, one had succeeded, and the token still worked. It should be dead.",
                    CauseOf(trial));
        }

        if (Array.TrueForAll(pairs, pair => pair.Asked is null))
            trial.Find($"Of {Logouts} logouts at once, none succeeded: they got " +
                $"{string.Join(", ", pairs.Select(pair => pair.Ended.Response.Status).Distinct())}. One should succeed.");
        await trial.MustBeAsync(
            SessionLife.Dead, Role.Caller, $"After {Logouts} logouts at once, the token still works. It should be dead.", CauseOf(trial));
    }

    private static Cause CauseOf(CheckContext trial) =>
        trial.Facts.Has(Cause.SecondLogoutRevives) ? Cause.SecondLogoutRevives : Cause.Own;

    /// <returns>The exchange of the logout and, if it succeeded, that of the probe afterwards.</returns>
    private static async Task<(Exchange Ended, Exchange? Asked)> LogOutAndAskAsync(
        CheckContext trial, RenderedRequest logout, RenderedRequest probe)
    {
        var ended = await trial.SendUnkeptAsync("one of several logouts at once", logout);
        if (!trial.IsSuccess(ended.Response.Status))
            return (ended, null);

        // Leave the token time to die: T18 judges how long that takes.
        await trial.WaitAsync(trial.Facts.TimeToDeath > trial.Options.MaxLatency ? trial.Facts.TimeToDeath * 2 : trial.Options.MaxLatency);
        return (ended, await trial.SendUnkeptAsync("the probe after one of several logouts at once", probe));
    }
}
