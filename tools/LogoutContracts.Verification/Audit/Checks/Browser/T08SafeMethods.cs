using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks.Browser;

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
        foreach (var (answer, methods) in Safe.GroupBy(method => Answer(contract, method)).Select(group => (group.Key, Words(group.ToList()))))
        {
            if (answer is null)
                yield return Statement.NotStated(Requirement, $"What comes of {methods} on the logout's address, the contract does not say.");
            else if (answer.Variant.Ends(Role.Caller))
                yield return Statement.Of(Requirement, isMet: false, $"The session ends on {methods}, which should change nothing.", answer, answer.Variant.Basis.Body ?? answer.Variant.Basis.Status);
            else
                yield return Statement.Of(Requirement, isMet: true, $"That nothing comes of {methods} on the logout's address, but a {answer.Answer!.Status}, is assumed.", answer);
        }
    }

    internal override async Task TryAsync(CheckContext trial)
    {
        foreach (var method in Safe.Where(method => !Ends(trial.Contract, method)))
        {
            await trial.OpenAsync(Role.Caller);
            var request = Request(trial.Logout, method, hole => trial.As(hole, Role.Caller, trial.Logout));
            await trial.MustLiveBeforeAsync(Role.Caller);
            await trial.Talk.SendAsync(StepKind.Request, $"{method} on the logout's address", request, trial.Logout.Operation, response =>
                [new("the answer", "no server error", response.Status >= 500 ? "a server error" : "no server error")]);
            await trial.MustBeAsync(Liveness.Live, Role.Caller, $"{method} on the logout's address ended the session.");
        }
    }

    private static string Words(List<string> words) => words.Count == 1 ? words[0] : $"{string.Join(", ", words.SkipLast(1))} and {words[^1]}";

    private static bool Ends(AuditedContract contract, string method) => Answer(contract, method)?.Variant.Ends(Role.Caller) ?? false;

    private static PlannedVariant? Answer(AuditedContract contract, string method) => contract.Expect(Request(contract.Logout!, method, contract.Logout!.Seeds.ValueOf), CallerStates.Active);

    private static RenderedRequest Request(PlannedVariant logout, string method, Func<Hole, string> valueOf) =>
        RenderedRequest.Of(logout.Variant.Request with { Method = method, Body = null }, valueOf);
}
