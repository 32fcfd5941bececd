using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks.Access;

internal sealed class T09OtherSessions() : Check(
    new(
        "T9",
        "Other sessions",
        Severity.High,
        "A logout is about one session. Where it ends those of others, anybody can throw everybody out; where an id in the request is enough, anybody can throw out a chosen one.",
        "Find the session by the caller's own token. Where the request names one, check that it belongs to the caller before it is ended.",
        ["ASVS V8.2.2", "ASVS V7.1.2", "WSTG-SESS-11"]),
    "A logout ends neither the caller's other sessions, unless the contract says so, nor anybody else's.")
{
    internal override IEnumerable<Statement> Read(AuditedContract contract)
    {
        const string Requirement = "Other sessions live on";
        var stated = contract.Plan.Variants.FirstOrDefault(variant => string.Equals(variant.Operation, contract.LogoutOperation.Id, StringComparison.Ordinal) && variant.IsDefault
            && (variant.Variant.Given.Other != Bystander.None || variant.Variant.Given.Target == TargetStates.Foreign) && variant.Variant.Basis.Status?.Kind != BasisKind.Assumption);
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
        await trial.MustBeAsync(Liveness.Live, Role.Target, "The logout of one session ended another session of the same user, and the contract does not say so.");
        if (hasForeign)
            await trial.MustBeAsync(Liveness.Live, Role.Other, "The logout of one user ended the session of another one.");
        else if (trial.Findings.Count == 0)
            throw new InconclusiveException("The user's own other session lives on. Whether another user's does takes a login of a second user.");
    }

    private static async Task EndForeignAsync(CheckContext trial)
    {
        var request = RenderedRequest.Of(trial.Logout.Variant.Request, hole => hole.Role == Role.Target ? trial.ValueOf(hole with { Role = Role.Other }) : trial.As(hole, Role.Caller, trial.Logout));
        await trial.Talk.SendAsync(StepKind.Request, "The caller tries to end another user's session", request, trial.Logout.Operation, static _ => []);
        await trial.MustBeAsync(Liveness.Live, Role.Other, "A user ended the session of another user by naming its id.");
    }
}
