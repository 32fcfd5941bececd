using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Judging.Liveness;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks.Replicas;

/// <summary>
/// Logs out at one replica, and replays the token at another one until it is dead. A second session, its twin, stays logged in: if that
/// one is refused, too, the refusal of the first says nothing.
/// </summary>
/// <param name="at">The replica that gets the logout.</param>
/// <param name="other">The replica at which the token is replayed.</param>
internal sealed class ReplicaLogout(CheckContext trial, Uri at, Uri other)
{
    private const Role Twin = Role.Other;

    private static readonly Role[] Both = [Role.Caller, Twin];

    // A login may take a moment to reach the other replica.
    private static readonly TimeSpan SharingTime = TimeSpan.FromSeconds(2);

    /// <summary>Records a finding if the other replica accepts the token longer than allowed.</summary>
    /// <returns>False if the replicas share no sessions.</returns>
    /// <exception cref="InconclusiveException">The logout has no effect, a probe's answer is unclear, or the twin is dead.</exception>
    public async Task<bool> TryAsync()
    {
        if (!await IsSharedAsync())
            return false;
        trial.MoveTo(at);
        var status = (await trial.SendLogoutAsync(Role.Caller)).Exchange.Response.Status;
        var since = trial.Options.Clock.GetTimestamp();
        var (here, there) = (new Sighting(), new Sighting());
        await trial.TimeUntilAsync(since, trial.MaxWait, async () =>
        {
            await AskAsync(other, there, since, isJudged: true);
            await AskAsync(at, here, since, isJudged: false);
            return here.Death is not null && there.Death is not null;
        });
        if (here.Death is null)
            throw new InconclusiveException(trial.IsSuccess(status) ? CheckContext.NoEffect
                : $"The logout of a live session at {at} is refused with {status}, and the session stays live.");
        trial.Facts.Effect = LogoutEffect.Ends;
        await RequireTwinAsync();
        Judge(here, there);
        if (trial.Findings.Count == 0)
            await trial.MustBeAsync(
                SessionLife.Dead, Role.Caller,
                $"After a logout at {at}, {other} refused the token, and accepted it a moment later. It should stay refused.");
        return true;
    }

    /// <summary>Opens two sessions, and finds out whether both replicas know them.</summary>
    private async Task<bool> IsSharedAsync()
    {
        trial.MoveTo(at);
        foreach (var role in Both)
            await trial.OpenAsync(role);
        foreach (var role in Both)
            await trial.MustLiveBeforeAsync(role);
        trial.MoveTo(other);
        var life = SessionLife.Unclear;
        foreach (var role in Both)
        {
            var isLive = await trial.TimeUntilAsync(trial.Options.Clock.GetTimestamp(), SharingTime, async () =>
                (life = await trial.LifeOfAsync(role, StepKind.Control)) == SessionLife.Live) is not null;
            if (life == SessionLife.Unclear)
                throw new InconclusiveException(Unclear);
            if (!isLive)
                return false;
        }

        return true;
    }

    private async Task AskAsync(Uri replica, Sighting sighting, long since, bool isJudged)
    {
        if (sighting.Death is not null)
            return;
        trial.MoveTo(replica);
        var sent = trial.Options.Clock.GetElapsedTime(since);
        var mustBeDead = isJudged && sent >= trial.Options.MaxLatency;
        sighting.Add(await trial.LifeOfAsync(Role.Caller, StepKind.Afterwards, mustBeDead ? SessionLife.Dead : null), sent);
    }

    private async Task RequireTwinAsync()
    {
        trial.MoveTo(other);
        if (await trial.LifeOfAsync(Twin, StepKind.Control, SessionLife.Live) != SessionLife.Live)
            throw new InconclusiveException(
                $"After a logout at {at}, {other} also refuses a second session, which was not logged out. So this says nothing.");
    }

    private void Judge(Sighting here, Sighting there)
    {
        var allowed = LatencyText.Allowed(trial.Options);
        if (there.Death is null)
        {
            if (there.IsUnclear)
                throw new InconclusiveException(Unclear);
            trial.Find($"After a logout at {at} that ended the session there, the token still works at {other} " +
                $"{LatencyText.Seconds(trial.MaxWait)} later. It should be dead {allowed}.");
        }
        else if (there.LastLive >= trial.Options.MaxLatency)
        {
            if (here.LastLive >= there.LastLive)
                throw new InconclusiveException($"After a logout at {at}, the token dies as late there as at {other}; T18 judges that.");
            trial.Find($"After a logout at {at}, {other} refused the token only {LatencyText.Seconds(there.Death.Value)} later. It " +
                $"should be dead {allowed}.");
        }
    }

    private string Unclear => $"At {other}, the probe's answer shows neither a live session nor a dead one.";

    /// <summary>When a replica last accepted the token, and first refused it, counted from the logout.</summary>
    private sealed class Sighting
    {
        public TimeSpan? LastLive { get; private set; }

        public TimeSpan? Death { get; private set; }

        /// <summary>Whether the last answer was neither that of a live session nor that of a dead one.</summary>
        public bool IsUnclear { get; private set; }

        public void Add(SessionLife life, TimeSpan sent)
        {
            IsUnclear = life == SessionLife.Unclear;
            if (life == SessionLife.Live)
                LastLive = sent;
            else if (life == SessionLife.Dead)
                Death = sent;
        }
    }
}
