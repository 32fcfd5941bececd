using System.Globalization;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks.Invalidation;

internal sealed class T13IdleTimeout() : Check(
    new(
        "T13",
        "Idle time-out",
        Severity.Medium,
        "Most sessions are never logged out: people close the lid and leave. A session that then lives for ever can be used by whoever finds the machine, or the token.",
        "Write down when a session was used last, and refuse it once the time-out is over. Do not leave that to the browser.",
        ["ASVS V7.3.1", "ASVS V9.2.1", "WSTG-SESS-07"]),
    "A session that nobody uses is over after the contract's time-out, and not before.")
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(1);

    internal override string? NotApplicable(AuditedContract contract) => contract.Sessions.IdleTimeout is null ? "The contract states no time-out." : null;

    internal override IEnumerable<Statement> Read(AuditedContract contract)
    {
        const string Requirement = "Idle sessions expire";
        yield return (contract.Sessions.IdleTimeout, contract.Sessions.IdleTimeoutBasis) switch
        {
            (null, _) => Statement.NotStated(Requirement, "The contract states no time-out: a token that is never logged out works for ever."),
            (_, { Kind: not BasisKind.Assumption } basis) => new(Requirement, RequirementStatus.Met, "", basis.Kind, null),
            _ => new(Requirement, RequirementStatus.NotStated, "That sessions idle too long is assumed, not stated.", BasisKind.Assumption, null),
        };
    }

    internal override async Task TryAsync(CheckContext trial)
    {
        var idle = trial.Contract.Sessions.IdleTimeout!.Value;
        if (trial.Talk.Target.AdvanceClock is null)
            throw new InconclusiveException(string.Create(CultureInfo.InvariantCulture, $"The time-out is {idle.TotalMinutes} minutes, and nobody can move the target's clock."));
        await trial.OpenAsync(Role.Caller);
        await trial.MustLiveBeforeAsync(Role.Caller);
        await trial.Talk.AdvanceClockAsync(idle - Margin);
        await trial.MustBeAsync(Liveness.Live, Role.Caller, "The session was over before the contract's time-out.");
        if (trial.Findings.Count > 0)
            return;
        await trial.Talk.AdvanceClockAsync(idle + Margin);
        await trial.MustBeAsync(Liveness.Dead, Role.Caller, "The session lives on after the contract's time-out.");
    }
}
