using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Judging.Liveness;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks.Browser;

internal sealed class T08SafeMethods() : Check(
    new(
        "T8",
        "Other methods",
        Severity.Medium,
        "GET, HEAD and OPTIONS must not change anything, so browsers, crawlers and virus scanners send them unasked. And a method that " +
        "is refused must have no effect: a 405 that ends the session logs people out by accident.",
        "End sessions on POST or DELETE only. Check the method before you do anything, and answer the others with 405.",
        ["ASVS V3.5.3", "ASVS V4.1.4", "WSTG-SESS-04"]),
    "GET, HEAD and OPTIONS on the logout's path leave the session alone, and so does every method that is refused.")
{
    private const string Requirement = "No safe method ends the session";

    private static readonly string[] Safe = ["GET", "HEAD", "OPTIONS"];
    private static readonly string[] Others = ["PUT", "PATCH", "DELETE", "POST"];

    internal override bool NeedsEffect => true;

    internal override string? NotApplicable(AuditedContract contract) =>
        Safe.Concat(Others).Any(method => IsTried(contract, method)) ? null : "By the contract, every method ends the session.";

    internal override IEnumerable<Statement> Read(AuditedContract contract)
    {
        foreach (var (answer, methods) in Safe.GroupBy(method => Answer(contract, method))
            .Select(group => (group.Key, Words(group.ToList()))))
        {
            if (answer is null)
                yield return Statement.NotStated(Requirement, $"The contract does not say how the logout's path answers {methods}.");
            else if (contract.Ends(answer))
                yield return Statement.Of(
                    Requirement, isMet: false, $"By the contract, {methods} ends the session, although it should change nothing.", answer,
                    answer.Variant.Basis.Body ?? answer.Variant.Basis.Status);
            else
                yield return Statement.Of(
                    Requirement, isMet: true,
                    $"The contract only assumes that the logout's path answers {methods} with {answer.Answer!.Status} and changes nothing.",
                    answer);
        }
    }

    internal override async Task TryAsync(CheckContext trial)
    {
        trial.Observe(Requirement);
        var ending = new List<(string Method, int Status)>();
        foreach (var method in Safe.Concat(Others).Where(method => IsTried(trial.Contract, method)))
        {
            await trial.OpenAsync(Role.Caller);
            await trial.MustLiveBeforeAsync(Role.Caller);
            var logout = Fullest(trial.Contract);
            var request = Request(logout, method, hole => trial.As(hole, Role.Caller, logout));
            var step = await trial.SendAsync(
                StepKind.Request, $"{method} on the logout's path", request, trial.Logout.Operation, static _ => []);
            var status = step.Exchange.Response.Status;
            if (await trial.LifeOfAsync(
                Role.Caller, StepKind.Afterwards, IsWrong(method, status) ? SessionLife.Live : null) == SessionLife.Dead)
                ending.Add((method, status));
        }

        Judge(trial, ending);
    }

    // All these have one cause: the server ends the session before it checks the method.
    private static void Judge(CheckContext trial, List<(string Method, int Status)> ending)
    {
        var wrong = ending.Where(end => IsWrong(end.Method, end.Status)).ToList();
        if (wrong.Count > 0)
        {
            var got = string.Join(", ", wrong.Select(end => $"{end.Method} got {end.Status}"));
            trial.Find($"On the logout's path, with a live session, {got}, and each of them ended the session. It should be live.",
                Cause.RefusedRequestEnds);
        }

        foreach (var (method, status) in ending.Except(wrong))
            trial.Remark($"{method} on the logout's path got {status} and ended the session. The contract does not mention it.");
    }

    /// <summary>Whether a request with this method and status must not end the session.</summary>
    private static bool IsWrong(string method, int status) =>
        Safe.Contains(method, StringComparer.Ordinal) || !(status is >= 200 and < 300);

    /// <summary>
    /// The logout on this path with the most headers and cookies, so that a defense against cross-site requests does not refuse the
    /// request before its method is checked.
    /// </summary>
    private static PlannedVariant Fullest(AuditedContract contract) => contract.Plan.Variants
        .Where(variant => variant is { IsDefault: true, IsServed: true } && contract.Ends(variant)
            && variant.Variant.Given.Caller == CallerStates.Active
            && string.Equals(variant.Variant.Given.Kind, contract.Logout!.Variant.Given.Kind, StringComparison.Ordinal)
            && string.Equals(variant.Variant.Request.Path.Text, contract.Logout.Variant.Request.Path.Text, StringComparison.Ordinal))
        .MaxBy(variant => variant.Variant.Request.Headers.Count + variant.Variant.Request.Cookies.Count)!;

    private static string Words(List<string> words) =>
        words.Count == 1 ? words[0] : $"{string.Join(", ", words.SkipLast(1))} and {words[^1]}";

    /// <summary>
    /// Whether to try this method: not if it ends the session by contract, or is unsafe and belongs to an operation on the path.
    /// </summary>
    private static bool IsTried(AuditedContract contract, string method)
    {
        var isSafe = Safe.Contains(method, StringComparer.Ordinal);
        if (Answer(contract, method) is { } answer && contract.Ends(answer))
            return false;
        return isSafe || !contract.Plan.Contract.Operations.Any(operation =>
            string.Equals(operation.Method, method, StringComparison.Ordinal)
            && string.Equals(operation.Path.Text, contract.LogoutOperation.Path.Text, StringComparison.Ordinal));
    }

    private static PlannedVariant? Answer(AuditedContract contract, string method) =>
        contract.Expect(Request(contract.Logout!, method, contract.Logout!.Seeds.ValueOf), CallerStates.Active);

    private static RenderedRequest Request(PlannedVariant logout, string method, Func<Hole, string> valueOf)
    {
        var body = Safe.Contains(method, StringComparer.Ordinal) ? null : logout.Variant.Request.Body;
        return RenderedRequest.Of(logout.Variant.Request with { Method = method, Body = body }, valueOf);
    }
}
