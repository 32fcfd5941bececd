using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;

namespace LogoutContracts.Verification.Audit.Checks.Invalidation;

internal sealed class T02Sweep() : Check(
    new(
        "T2",
        "Sweep",
        Severity.Critical,
        "A session check that each operation must remember to make is forgotten somewhere. A token that is dead on one page and alive on another is alive.",
        "Check sessions in one place, in front of all operations, and not in each of them.",
        ["ASVS V7.4.1", "WSTG-SESS-06"]),
    "After the logout, every other operation that needs a session refuses the token.")
{
    internal override string? NotApplicable(AuditedContract contract) =>
        contract.Siblings.Any() ? null : "Beside the probe and the logout, the contract has no operation that needs a session.";

    internal override IEnumerable<Statement> Read(AuditedContract contract) => contract.Siblings.Select(sibling =>
    {
        var refusal = contract.Refusal(sibling)!;
        return Statement.Of("Other operations refuse a dead token", LivenessReader.IsRefused(refusal.Answer!.Status), $"That a dead token gets {refusal.Answer.Status} from '{sibling.Operation}' is assumed, not stated.", refusal);
    });

    internal override async Task TryAsync(CheckContext trial)
    {
        var swept = trial.Contract.Siblings.Where(sibling => trial.Options.Unsafe || IsSafe(sibling)).ToList();
        if (swept.Count == 0)
            throw new InconclusiveException($"The other operations ({string.Join(", ", trial.Contract.Siblings.Select(sibling => sibling.Operation))}) change things, and are only tried on request.");
        foreach (var sibling in swept)
        {
            await trial.OpenAsync(Role.Caller, sibling.Variant.Given.Kind);
            var request = trial.As(Role.Caller, sibling);
            var before = await trial.AnswerAsync(StepKind.Control, $"'{sibling.Operation}' before the logout", request, sibling);
            if (!before.Holds)
                throw new InconclusiveException($"The operation '{sibling.Operation}' does not let a live session in: {Conversation.FirstFailure(before.Comparisons)}.");
            await trial.LogOutAsync(Role.Caller, sibling.Variant.Given.Kind);
            var after = await trial.Talk.SendAsync(StepKind.Afterwards, $"'{sibling.Operation}' after the logout", request, sibling.Operation, response =>
                [new($"the dead token on '{sibling.Operation}'", "refused", response.Status == sibling.Answer!.Status ? "taken" : "refused")]);
            if (!after.Holds)
                trial.Find($"After the logout, '{sibling.Operation}' still takes the token.");
        }
    }

    private static bool IsSafe(PlannedVariant variant) => variant.Variant.Request.Method is "GET" or "HEAD";
}
