using LogoutContracts.Mocks;
using LogoutContracts.Specs;
using LogoutContracts.Verification.Reports;

namespace LogoutContracts.Verification.Audit;

internal sealed class T08SafeMethods() : Check(
    new(
        "T8",
        "Safe methods",
        Severity.Medium,
        "GET, HEAD and OPTIONS promise to change nothing, so browsers, crawlers and virus scanners send them unasked. A logout that listens to them happens by accident, and to anybody who is shown a picture with its address.",
        "End sessions on POST or DELETE only, and answer 405 to the rest.",
        ["ASVS V3.5.3", "ASVS V4.1.4", "WSTG-SESS-04"]),
    "GET, HEAD and OPTIONS on the logout's address leave the session alone.")
{
    private static readonly string[] Safe = ["GET", "HEAD", "OPTIONS"];

    internal override string? NotApplicable(AuditedContract contract) => Safe.Any(method => !Ends(contract, method)) ? null : "By the contract itself, each of them ends the session.";

    internal override IEnumerable<Statement> Read(AuditedContract contract)
    {
        const string Requirement = "No safe method ends the session";
        foreach (var method in Safe)
        {
            var answer = Answer(contract, method);

            // That the method is the logout's own is the document's word, whatever its status is believed for.
            if (answer is null)
                yield return Statement.NotStated(Requirement, $"The contract does not say what {method} on the logout's address does.");
            else if (answer.Variant.Ends(Role.Caller))
                yield return new(Requirement, Standing.NotMet, $"{method} ends the session.", IsOwn(contract, method) ? BasisKind.Document : answer.Variant.Basis.Status?.Kind, answer.Variant.At);
            else
                yield return Statement.Of(Requirement, isMet: true, $"That {method} on the logout's address gets {answer.Answer!.Status} is assumed, not stated.", answer);
        }
    }

    internal override async Task TryAsync(Trial trial)
    {
        foreach (var method in Safe.Where(method => !Ends(trial.Contract, method)))
        {
            await trial.OpenAsync(Role.Caller);
            var request = Request(trial.Logout, method, hole => trial.As(hole, Role.Caller, trial.Logout));
            await trial.MustLiveBeforeAsync(Role.Caller);
            await trial.Talk.SendAsync(StepKind.Request, $"{method} on the logout's address", request, trial.Logout.Operation, response =>
                [new("the answer", "no server error", response.Status >= 500 ? "a server error" : "no server error")]);
            await trial.MustBeAsync(Worth.Live, Role.Caller, $"{method} on the logout's address ended the session.");
        }
    }

    private static bool Ends(AuditedContract contract, string method) => Answer(contract, method)?.Variant.Ends(Role.Caller) ?? false;

    private static PlannedVariant? Answer(AuditedContract contract, string method) => contract.Expect(Request(contract.Logout!, method, contract.Logout!.Seeds.ValueOf), CallerStates.Active);

    private static bool IsOwn(AuditedContract contract, string method) => string.Equals(contract.LogoutOperation.Method, method, StringComparison.Ordinal);

    private static RenderedRequest Request(PlannedVariant logout, string method, Func<Hole, string> valueOf) =>
        RenderedRequest.Of(logout.Variant.Request with { Method = method, Body = null }, valueOf);
}
