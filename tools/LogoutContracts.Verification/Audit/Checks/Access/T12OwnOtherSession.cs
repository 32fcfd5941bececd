using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;

namespace LogoutContracts.Verification.Audit.Checks.Access;

internal sealed class T12OwnOtherSession() : Check(
    new(
        "T12",
        "Ending another session of one's own",
        Severity.High,
        "Somebody who has lost a telephone ends its session from another device. If that only takes it off the list, the finder stays logged in.",
        "End the named session as the logout ends the caller's own: on the server, at once.",
        ["ASVS V7.5.2", "ASVS V7.4.5", "WSTG-SESS-11"]),
    "A session that its user ends from another one is over, and the one that ended it lives on.")
{
    internal override string? NotApplicable(AuditedContract contract) => Ender(contract) is null ? "The contract has no call by which one session ends another." : null;

    internal override IEnumerable<Statement> Read(AuditedContract contract)
    {
        const string Requirement = "Users can end their other sessions";
        yield return Ender(contract) is { } ender
            ? Statement.Of(Requirement, isMet: true, "That users can end their other sessions is assumed.", ender)
            : Statement.NotStated(Requirement, "The contract has no call by which a user could end another session, as that of a lost telephone.");
    }

    internal override async Task TryAsync(CheckContext trial)
    {
        await trial.OpenAsync(Role.Caller);
        await trial.OpenAsync(Role.Target);
        await trial.MustLiveBeforeAsync(Role.Target);
        var ender = Ender(trial.Contract)!;
        var step = await trial.AnswerAsync(StepKind.Request, "The caller ends another session of theirs", trial.As(Role.Caller, ender), ender);
        if (!step.Holds)
            throw new InconclusiveException($"The other session cannot be ended: {Conversation.FirstFailure(step.Comparisons)}.");
        await trial.MustBeAsync(Liveness.Dead, Role.Target, "Ending another session reports success, and its token still works.");
        await trial.MustBeAsync(Liveness.Live, Role.Caller, "Ending another session ended the caller's own.");
    }

    private static PlannedVariant? Ender(AuditedContract contract) => contract.Plan.Variants.FirstOrDefault(variant =>
        variant is { IsDefault: true, IsServed: true } && variant.Variant.Given is { Caller: CallerStates.Active, Target: TargetStates.OwnActive } && variant.Variant.Ends(Role.Target));
}
