using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Judging.Liveness;

namespace LogoutContracts.Verification.Audit.Checks;

/// <summary>Checks that the contract's plain logout ends a session on this target.</summary>
internal static class LogoutProof
{
    /// <summary>Logs out a session, unless an earlier check has already shown the effect.</summary>
    /// <exception cref="InconclusiveException">The session is still live afterwards.</exception>
    public static async Task RequireEffectAsync(CheckContext trial)
    {
        if (trial.Facts.Effect == LogoutEffect.Ends)
            return;
        await trial.OpenAsync(Role.Caller);
        await trial.MustLiveBeforeAsync(Role.Caller);
        await trial.LogOutAsync(Role.Caller);
    }

    /// <summary>Logs out a session that is known to be live, and measures the effect.</summary>
    /// <returns>Whether the session is dead, and the status of the logout's response.</returns>
    /// <exception cref="InconclusiveException">The probe's answer is unclear.</exception>
    public static async Task<(bool IsDead, int Status)> MeasureAsync(CheckContext trial, Role role, string? kind)
    {
        var step = await trial.SendLogoutAsync(role, kind);
        var time = await trial.TimeUntilAsync(trial.Options.Clock.GetTimestamp(), trial.MaxWait, () => trial.IsDeadAsync(role));
        var status = step.Exchange.Response.Status;
        if (time is { } took)
        {
            trial.Facts.Effect = LogoutEffect.Ends;
            trial.Facts.Measured(took);
            return (true, status);
        }

        if (await trial.LifeOfAsync(role, Results.StepKind.Afterwards, SessionLife.Dead) == SessionLife.Unclear)
            throw new InconclusiveException("After the logout, the probe's answer shows neither a live session nor a dead one.");
        return (false, status);
    }
}
