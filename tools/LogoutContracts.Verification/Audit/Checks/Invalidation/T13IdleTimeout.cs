using System.Globalization;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Judging.Liveness;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks.Invalidation;

internal sealed class T13IdleTimeout() : Check(
    new(
        "T13",
        "Idle timeout",
        Severity.Medium,
        "Most people never log out: they close the laptop and leave. If idle sessions never expire, anybody who finds the device or the " +
        "token can use them.",
        "Record when a session was last used, and refuse it after the timeout. Do this on the server, not in the browser.",
        ["ASVS V7.3.1", "ASVS V9.2.1", "WSTG-SESS-07"]),
    "An idle session expires at the contract's timeout, and not before.")
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(1);

    internal override string? NotApplicable(AuditedContract contract) =>
        contract.Sessions.IdleTimeout is null ? "The contract states no timeout." : null;

    internal override IEnumerable<Statement> Read(AuditedContract contract)
    {
        const string Requirement = "Idle sessions expire";
        yield return (contract.Sessions.IdleTimeout, contract.Sessions.IdleTimeoutBasis) switch
        {
            (null, _) => Statement.NotStated(
                Requirement, "The contract states no timeout, so a token that is never logged out may work for ever."),
            (_, { Kind: not BasisKind.Assumption } basis) => new(Requirement, RequirementStatus.Met, "", basis.Kind, null),
            _ => new(Requirement, RequirementStatus.NotStated, "The contract only assumes that idle sessions expire.",
                BasisKind.Assumption, null),
        };
    }

    internal override async Task TryAsync(CheckContext trial)
    {
        var idle = trial.Contract.Sessions.IdleTimeout!.Value;
        var minutes = string.Create(CultureInfo.InvariantCulture, $"{idle.TotalMinutes} minutes");
        if (trial.Talk.Target.AdvanceClock is null)
            throw new InconclusiveException($"The timeout is {minutes}, and this target's clock cannot be advanced.");
        await trial.OpenAsync(Role.Caller);
        await trial.MustLiveBeforeAsync(Role.Caller);
        await trial.Talk.AdvanceClockAsync(idle - Margin);
        if (!await trial.MustBeAsync(
            SessionLife.Live, Role.Caller,
            $"A session that was idle for one second less than the contract's {minutes} had expired. It should be live."))
            return;
        await trial.Talk.AdvanceClockAsync(idle + Margin);
        await trial.MustBeAsync(
            SessionLife.Dead, Role.Caller,
            $"A session that was idle for one second more than the contract's {minutes} is still live. It should have expired.");
    }
}
