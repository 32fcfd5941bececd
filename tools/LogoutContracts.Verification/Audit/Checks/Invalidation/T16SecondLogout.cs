using System.Text.RegularExpressions;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks.Invalidation;

internal sealed partial class T16SecondLogout() : Check(
    new(
        "T16",
        "Second logout",
        Severity.Low,
        "Clients repeat a logout whose answer was lost. A server that crashes on the second one tells strangers about its inside, and one that answers as it likes leaves clients guessing.",
        "Treat a logout without a live session as a case of its own, with the answer that the contract has, and leave the token dead.",
        ["ASVS V7.4.1", "WSTG-SESS-06"]),
    "A second logout with the same token gets the contract's answer, tells nothing, and leaves the token dead.")
{
    internal override IEnumerable<Statement> Read(AuditedContract contract)
    {
        const string Requirement = "A second logout has an answer";
        yield return contract.LogoutBy(CallerStates.Ended) is { } second
            ? Statement.Of(Requirement, isMet: true, $"That a second logout gets {second.Answer!.Status} is assumed, not stated.", second)
            : Statement.NotStated(Requirement, "The contract does not say what a second logout gets.");
    }

    internal override async Task TryAsync(CheckContext trial)
    {
        await trial.OpenAsync(Role.Caller);
        await trial.MustLiveBeforeAsync(Role.Caller);
        await trial.LogOutAsync(Role.Caller);
        var request = trial.LogoutBy(Role.Caller);
        var expected = trial.Contract.Expect(request, CallerStates.Ended);
        var step = await trial.Talk.SendAsync(StepKind.Request, "The second logout", request, trial.Logout.Operation, response =>
        [
            expected is null ? new("the answer", "no server error", response.Status >= 500 ? "a server error" : "no server error") : CheckContext.StatusOf(response, expected.Answer!.Status),
            new("the text", "nothing of the server's inside", Inside().IsMatch(response.Body) ? "a stack trace" : "nothing of the server's inside"),
        ]);
        foreach (var problem in step.Comparisons.Where(comparison => !comparison.Holds))
            trial.Find($"In the answer to a second logout, {problem.InOneLine}.");
        await trial.MustBeAsync(Liveness.Dead, Role.Caller, "After a second logout, the token works again.");
    }

    [GeneratedRegex(@"\b\w+(Exception|Error) at \w|^\s+at [\w.$]+\(|Traceback \(most recent call last\)", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Inside();
}
