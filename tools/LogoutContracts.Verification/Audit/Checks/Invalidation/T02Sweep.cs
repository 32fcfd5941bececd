using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Judging.Liveness;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks.Invalidation;

internal sealed class T02Sweep() : Check(
    new(
        "T2",
        "Sweep",
        Severity.Critical,
        "If each operation checks the session itself, one of them forgets it. A token that is dead on one page and works on another is " +
        "not dead.",
        "Check sessions in one place, before all operations.",
        ["ASVS V7.4.1", "WSTG-SESS-06"]),
    "After the logout, every other operation that needs a session refuses the token.")
{
    internal override bool NeedsEffect => true;

    internal override string? NotApplicable(AuditedContract contract) =>
        contract.Siblings.Any() ? null : "Apart from the probe and the logout, the contract has no operation that needs a session.";

    internal override IEnumerable<Statement> Read(AuditedContract contract) => contract.Siblings.Select(sibling =>
    {
        var refusal = contract.Refusal(sibling)!;
        return Statement.Of(
            "Other operations refuse a dead token", LifeMarks.IsRefusal(refusal.Answer!.Status),
            $"The contract only assumes that '{sibling.Operation}' answers a dead token with {refusal.Answer.Status}.", refusal);
    });

    internal override async Task TryAsync(CheckContext trial)
    {
        var swept = trial.Contract.Siblings.Where(sibling => trial.Options.Unsafe || IsSafe(sibling)).ToList();
        if (swept.Count == 0)
            throw new InconclusiveException(
                $"The other operations ({string.Join(", ", trial.Contract.Siblings.Select(sibling => sibling.Operation))}) change data; " +
                "add --unsafe to try them.");
        var unclear = new List<string>();
        foreach (var sibling in swept)
        {
            if (await SweepAsync(trial, sibling) is { } problem)
                unclear.Add(problem);
        }

        if (trial.Findings.Count == 0 && unclear.Count == swept.Count)
            throw new InconclusiveException(string.Join(' ', unclear));
        foreach (var problem in unclear)
            trial.Remark(problem);
    }

    /// <returns>Why this operation is inconclusive; null if it is not.</returns>
    private static async Task<string?> SweepAsync(CheckContext trial, PlannedVariant sibling)
    {
        var kind = sibling.Variant.Given.Kind;
        await trial.OpenAsync(Role.Caller, kind);
        var request = trial.As(Role.Caller, sibling);
        var live = await SendAsync(trial, StepKind.Control, $"'{sibling.Operation}' before the logout", request, sibling);
        var none = await SendAsync(
            trial, StepKind.Control, $"'{sibling.Operation}' without credentials", trial.Contract.WithoutProof(request), sibling);
        var differing = DifferingParts.Between(sibling.Answer!.Body, trial.Contract.Refusal(sibling)?.Answer?.Body);
        var marks = LifeMarks.IsUnclear(live.Status) ? null : LifeMarks.Measure([live], [none], differing);
        if (marks is null)
            return $"'{sibling.Operation}' gives the same answer ({live.Status}) with and without a session, so it shows nothing.";
        await trial.LogOutAsync(Role.Caller, kind);
        var after = await SendAsync(trial, StepKind.Afterwards, $"'{sibling.Operation}' after the logout", request, sibling);
        var isAccepted = marks.Read(after) == SessionLife.Live;
        trial.Talk.Also([new($"the dead token on '{sibling.Operation}'", "refused", isAccepted ? "accepted" : "refused")]);
        if (!isAccepted)
            return null;
        trial.Facts.AddAliveOperation(sibling.Operation);
        trial.Find($"After the logout, {CheckContext.Sent(request)} with the dead token got {after.Status}, as before the logout. It " +
            "should be refused.");
        return null;
    }

    private static async Task<ReceivedResponse> SendAsync(
        CheckContext trial, StepKind kind, string title, RenderedRequest request, PlannedVariant sibling) =>
        (await trial.SendAsync(kind, title, request, sibling.Operation, static _ => [])).Exchange.Response;

    private static bool IsSafe(PlannedVariant variant) => variant.Variant.Request.Method is "GET" or "HEAD";
}
