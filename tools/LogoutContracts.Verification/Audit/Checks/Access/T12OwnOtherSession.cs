using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Judging.Liveness;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks.Access;

internal sealed class T12OwnOtherSession() : Check(
    new(
        "T12",
        "Ending one's other session",
        Severity.High,
        "Somebody who has lost a phone ends its session from another device. If that only removes it from the list, whoever finds the " +
        "phone is still logged in.",
        "End the named session as the logout ends the caller's own: on the server, at once.",
        ["ASVS V7.5.2", "ASVS V7.4.5", "WSTG-SESS-11"]),
    "A session that its user ends from another session is dead, and the other one is live.")
{
    internal override string? NotApplicable(AuditedContract contract) =>
        Ender(contract) is null ? "The contract has no call by which one session ends another." : null;

    internal override IEnumerable<Statement> Read(AuditedContract contract)
    {
        const string Requirement = "Users can end their other sessions";
        yield return Ender(contract) is { } ender
            ? Statement.Of(Requirement, isMet: true, "The contract only assumes that users can end their other sessions.", ender)
            : Statement.NotStated(
                Requirement, "The contract has no call by which a user can end another session, such as that of a lost phone.");
    }

    internal override async Task TryAsync(CheckContext trial)
    {
        await trial.OpenAsync(Role.Caller);
        await trial.OpenAsync(Role.Target);
        await trial.MustLiveBeforeAsync(Role.Target);
        var ender = Ender(trial.Contract)!;
        var step = await trial.SendAsync(
            StepKind.Request, "The caller ends their other session", trial.As(Role.Caller, ender), ender.Operation, static _ => []);
        var (status, time) = (
            step.Exchange.Response.Status,
            await trial.TimeUntilAsync(trial.Options.Clock.GetTimestamp(), trial.MaxWait, () => trial.IsDeadAsync(Role.Target)));
        if (time is null && !trial.IsSuccess(status))
            throw new InconclusiveException($"The request to end the other session is refused with {status}.");
        await trial.MustBeAsync(
            SessionLife.Dead, Role.Target,
            $"A request to end another session got {status}, and that session's token still works. It should be dead.");
        if (ender.Variant.Ends(Role.Caller))
        {
            await trial.MustBeAsync(
                SessionLife.Dead, Role.Caller,
                $"A request to end all sessions of its user got {status}, and the token that it was sent with still works. " +
                "It should be dead.");
            return;
        }

        await trial.MustBeAsync(
            SessionLife.Live, Role.Caller,
            $"A request to end another session got {status}, and the caller's own session ended, too. It should be live.");
    }

    /// <summary>A call that ends a session that it names, or all others of its user, or all of them.</summary>
    private static PlannedVariant? Ender(AuditedContract contract) => contract.Plan.Variants.FirstOrDefault(variant =>
        variant is { IsDefault: true, IsServed: true, Variant.Given.Caller: CallerStates.Active }
        && (variant.Variant is { Given.Target: TargetStates.OwnActive } ? variant.Variant.Ends(Role.Target)
            : variant.Variant is { Given.Other: Bystander.Own } && variant.Variant.Ends(Role.Other)));
}
