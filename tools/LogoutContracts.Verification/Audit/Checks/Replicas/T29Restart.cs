using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Judging.Liveness;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks.Replicas;

internal sealed class T29Restart() : Check(
    new(
        "T29",
        "Restart",
        Severity.High,
        "After an update or a crash, a server reads its sessions from disk. If the logout was not written there, or if the list of " +
        "refused tokens was only in memory, dead tokens work again.",
        "Store the end of a session before you answer the logout, in the same place as the session. Do not keep a list of refused tokens " +
        "in memory only.",
        ["ASVS V7.4.1", "WSTG-SESS-06"]),
    "A dead token stays dead when the server restarts.")
{
    private const Role Twin = Role.Other;

    internal override bool NeedsEffect => true;

    internal override string? NotApplicable(AuditOptions options) =>
        options.Restart is null ? "Needs a command that restarts the target: --restart-command." : null;

    internal override async Task TryAsync(CheckContext trial)
    {
        if (trial.Facts.Effect == LogoutEffect.None)
            throw new InconclusiveException(CheckContext.NoEffect);
        await ReplicaPing.RequireAllAsync(trial);
        var ended = new List<IReadOnlyDictionary<string, string>>();
        foreach (var replica in trial.Places)
            ended.Add(await EndAsync(trial, replica));
        trial.MoveTo(trial.Places[0]);
        await trial.OpenAsync(Twin);
        await trial.MustLiveBeforeAsync(Twin);
        if (await trial.Options.Restart!(trial.Talk.Cancellation) is { } problem)
            throw new InconclusiveException($"The target could not be restarted: {problem}.");
        foreach (var replica in trial.Places)
            await ReplicaPing.AwaitAsync(trial, replica);
        foreach (var replica in trial.Places)
            await MustStayDeadAsync(trial, replica, ended);
        trial.MoveTo(trial.Places[0]);
        if (await trial.LifeOfAsync(Twin, StepKind.Afterwards) == SessionLife.Dead)
            trial.Remark("A session that was not logged out is dead after the restart, too, so this says little.");
    }

    /// <summary>Opens a session at a replica, logs it out there, and waits until all replicas refuse it.</summary>
    /// <returns>Its credentials and ids by name.</returns>
    private static async Task<IReadOnlyDictionary<string, string>> EndAsync(CheckContext trial, Uri replica)
    {
        trial.MoveTo(replica);
        await trial.OpenAsync(Role.Caller);
        await trial.MustLiveBeforeAsync(Role.Caller);
        await trial.LogOutAsync(Role.Caller);
        var since = trial.Options.Clock.GetTimestamp();
        foreach (var other in trial.Places)
        {
            trial.MoveTo(other);
            if (await trial.TimeUntilAsync(since, trial.MaxWait, () => trial.IsDeadAsync(Role.Caller)) is null)
                throw new InconclusiveException(
                    $"Before the restart, and after a logout at {replica}, the token is not dead at {other}; T28 judges that.");
        }

        return trial.Talk.Cast.SessionOf(Role.Caller);
    }

    private static async Task MustStayDeadAsync(
        CheckContext trial, Uri replica, IReadOnlyList<IReadOnlyDictionary<string, string>> ended)
    {
        trial.MoveTo(replica);
        foreach (var session in ended)
        {
            trial.Play(Role.Caller, session, trial.Contract.Sessions.DefaultKind);
            await trial.MustBeAsync(
                SessionLife.Dead, Role.Caller,
                $"After the restart, a token that was dead before works again at {replica}. It should stay dead.");
        }
    }
}
