using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Judging.Liveness;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks.Access;

internal sealed class T09OtherSessions() : Check(
    new(
        "T9",
        "Other sessions",
        Severity.High,
        "A logout is about one session. If it ends other users' sessions, anybody can log everybody out; if an id in the request is " +
        "enough, anybody can log a chosen user out.",
        "Find the session by the caller's own token. If the request names a session, check that it belongs to the caller before you " +
        "end it.",
        ["ASVS V8.2.2", "ASVS V7.1.2", "WSTG-SESS-11"]),
    "A logout ends nobody else's session, and the caller's other sessions only if the contract says so.")
{
    private const string Requirement = "Other sessions live on";

    internal override bool NeedsEffect => true;

    internal override IEnumerable<Statement> Read(AuditedContract contract)
    {
        var stated = contract.Plan.Variants.FirstOrDefault(variant =>
            string.Equals(variant.Operation, contract.LogoutOperation.Id, StringComparison.Ordinal) && variant.IsDefault
            && (variant.Variant.Given.Other != Bystander.None || variant.Variant.Given.Target == TargetStates.Foreign)
            && variant.Variant.Basis.Status?.Kind != BasisKind.Assumption);
        yield return stated is not null
            ? Statement.Of(Requirement, isMet: true, "", stated)
            : Statement.NotStated(Requirement, "The contract does not say what a logout does to the user's other sessions.");
    }

    internal override async Task TryAsync(CheckContext trial)
    {
        await trial.OpenAsync(Role.Caller);
        await trial.OpenAsync(Role.Target);
        var hasForeign = await trial.TryOpenForeignAsync(Role.Other);
        await trial.MustLiveBeforeAsync(Role.Target);
        if (hasForeign)
            await trial.MustLiveBeforeAsync(Role.Other);
        if (hasForeign && trial.Contract.LogoutOperation.Session.Target is not null)
            await EndForeignAsync(trial);
        await trial.LogOutAsync(Role.Caller);
        trial.Facts.LeavesOthersAlone = await trial.MustBeAsync(
            SessionLife.Live, Role.Target,
            "A logout of one session also ended another session of the same user. The contract does not say so, so that one should be " +
            "live.",
            IsReissued(trial) ? Cause.TokenIsReissued : Cause.Own);
        trial.Observe(Requirement);
        if (hasForeign)
            await trial.MustBeAsync(
                SessionLife.Live, Role.Other, "A logout of one user also ended another user's session. That one should be live.",
                Cause.ForeignSessionEnds);
        else if (trial.Findings.Count == 0)
            throw new InconclusiveException(
                "The user's other session is live. Add --set-other with a second user's login to check another user's session.");
    }

    // If two logins issue the same token, T6 reports that.
    private static bool IsReissued(CheckContext trial) =>
        string.Equals(trial.KeyOf(Role.Caller), trial.KeyOf(Role.Target), StringComparison.Ordinal);

    private static async Task EndForeignAsync(CheckContext trial)
    {
        var request = RenderedRequest.Of(trial.Logout.Variant.Request, hole => hole.Role == Role.Target
            ? trial.ValueOf(hole with { Role = Role.Other })
            : trial.As(hole, Role.Caller, trial.Logout));
        var step = await trial.SendAsync(
            StepKind.Request, "The caller tries to end another user's session", request, trial.Logout.Operation, static _ => []);
        await trial.MustBeAsync(
            SessionLife.Live, Role.Other,
            $"A user sent a logout with the id of another user's session, got {step.Exchange.Response.Status}, and that session " +
            "ended. It should be live.",
            Cause.ForeignSessionEnds);
    }
}
