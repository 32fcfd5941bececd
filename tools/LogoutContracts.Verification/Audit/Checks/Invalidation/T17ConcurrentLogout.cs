using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks.Invalidation;

internal sealed class T17ConcurrentLogout() : Check(
    new(
        "T17",
        "Logouts at the same time",
        Severity.High,
        "Two tabs, two clicks, a client that repeats: logouts with one token meet. Where each of them reads the session, thinks, and writes it back, the last one may write back a session that is alive.",
        "End the session in one step that the store makes whole: a deletion, or an update that asks for the state it was in. Never read, change and write back.",
        ["ASVS V7.4.1", "WSTG-SESS-06"]),
    "Of logouts at the same time none crashes, and once one has succeeded, nothing works any more.")
{
    private const int Logouts = 8;

    internal override async Task TryAsync(CheckContext trial)
    {
        await trial.OpenAsync(Role.Caller);
        await trial.MustLiveBeforeAsync(Role.Caller);
        var (logout, probe) = (trial.LogoutBy(Role.Caller), trial.Talk.ProbeOf(Role.Caller, trial.ValueOf));
        var pairs = await Task.WhenAll(Enumerable.Range(0, Logouts).Select(_ => LogOutAndAskAsync(trial, logout, probe)));
        foreach (var (ended, asked) in pairs)
        {
            trial.Talk.Keep(StepKind.Ending, "One of several logouts at once", ended, [new("the answer", "no server error", ended.Response.Status >= 500 ? "a server error" : "no server error")]);
            if (ended.Response.Status >= 500)
                trial.Find($"Of {Logouts} logouts at the same time, one got {ended.Response.Status}.");
            if (asked is null)
                continue;
            var worth = trial.WorthOf(asked.Response, Role.Caller);
            trial.Talk.Keep(StepKind.Afterwards, "Asked after that logout had succeeded", asked, [new("the session", "dead", worth == Liveness.Live ? "live" : "dead")]);
            if (worth == Liveness.Live)
                trial.Find($"Of {Logouts} logouts at the same time, one had succeeded, and the token still worked.");
        }

        if (Array.TrueForAll(pairs, pair => pair.Asked is null))
            trial.Find($"Of {Logouts} logouts at the same time, none succeeded.");
        await trial.MustBeAsync(Liveness.Dead, Role.Caller, $"After {Logouts} logouts at the same time, the token still works.");
    }

    /// <returns>The logout, and where it succeeded what the probe said afterwards.</returns>
    private static async Task<(Exchange Ended, Exchange? Asked)> LogOutAndAskAsync(CheckContext trial, RenderedRequest logout, RenderedRequest probe)
    {
        var ended = await trial.Talk.SendUnkeptAsync(logout);
        if (ended.Response.Status != trial.Logout.Answer!.Status)
            return (ended, null);
        await trial.WaitAsync(trial.Options.MaxLatency);
        return (ended, await trial.Talk.SendUnkeptAsync(probe));
    }
}
