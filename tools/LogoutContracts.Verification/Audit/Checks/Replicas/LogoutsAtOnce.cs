using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Judging.Liveness;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks.Replicas;

/// <summary>Logs out one session at two replicas at once.</summary>
internal static class LogoutsAtOnce
{
    /// <summary>Records a finding for a server error, if no logout succeeds, or if the token still works at one of the replicas.</summary>
    public static async Task TryAsync(CheckContext trial, Uri one, Uri other)
    {
        trial.MoveTo(one);
        await trial.OpenAsync(Role.Caller);
        await trial.MustLiveBeforeAsync(Role.Caller);
        var (first, second) = (SendAsync(trial, one), SendAsync(trial, other));
        (Uri At, Exchange Exchange)[] sent = [(one, await first), (other, await second)];
        foreach (var (at, exchange) in sent)
            Judge(trial, at, exchange);
        if (!Array.Exists(sent, each => trial.IsSuccess(each.Exchange.Response.Status)))
            trial.Find($"Of two logouts at once, at {one} and {other}, none succeeded: they got " +
                $"{sent[0].Exchange.Response.Status} and {sent[1].Exchange.Response.Status}. One should succeed.");
        foreach (var (at, _) in sent)
        {
            trial.MoveTo(at);

            // How long a token may take to die was judged before.
            await trial.TimeUntilAsync(trial.Options.Clock.GetTimestamp(), trial.MaxWait, () => trial.IsDeadAsync(Role.Caller));
            await trial.MustBeAsync(
                SessionLife.Dead, Role.Caller,
                $"After two logouts at once, at {one} and {other}, the token still works at {at}. It should be dead.");
        }
    }

    private static Task<Exchange> SendAsync(CheckContext trial, Uri at)
    {
        trial.MoveTo(at);
        return trial.SendUnkeptAsync("one of two logouts at once", trial.LogoutBy(Role.Caller));
    }

    private static void Judge(CheckContext trial, Uri at, Exchange exchange)
    {
        var second = trial.Contract.Expect(exchange.Request, CallerStates.Ended);
        trial.MoveTo(at);
        trial.Talk.Keep(StepKind.Ending, "One of two logouts at once", exchange, [CheckContext.NoCrash(exchange.Response, second)]);
        if (CheckContext.IsCrash(exchange.Response, second))
            trial.Find($"Of two logouts at once, the one at {at} got {exchange.Response.Status}. None should get a server error.",
                trial.Facts.SecondLogoutError > 0 ? Cause.SecondLogoutCrashes : Cause.Own);
    }
}
