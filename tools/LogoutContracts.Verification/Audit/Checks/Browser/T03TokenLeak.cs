using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks.Browser;

internal sealed class T03TokenLeak() : Check(
    new(
        "T3",
        "Token in responses",
        Severity.High,
        "URLs end up in histories, logs and the Referer header, and error texts in tickets and screenshots. A token in one of them is " +
        "known to strangers.",
        "Never put the token into Location or another URL, and never repeat it in a response, not even in an error message.",
        ["ASVS V14.2.1", "WSTG-SESS-04"]),
    "The token is in no address, and no response repeats it: not in a header, not in the body, and not encoded.")
{
    internal override IEnumerable<Statement> Read(AuditedContract contract)
    {
        const string Requirement = "No URL contains the token";
        var inQuery = contract.Plan.Variants
            .FirstOrDefault(variant => variant is { IsDefault: true, Answer.Status: < 300 } && variant.Variant.Request.Query
            .Select(part => part.Value).Append(variant.Variant.Request.Path).Any(part => part.Holes.Any(IsToken)));
        var inLocation = contract.Plan.Contract.Operations
            .Any(operation => operation.Session.Opens.Any(opening => opening.From is Locator.ResponseHeader { Name: "Location" }));
        yield return inQuery is null && !inLocation
            ? new(Requirement, RequirementStatus.Met, "", null, null)
            : new(Requirement, RequirementStatus.NotMet, "The contract puts the token into a URL.",
                inQuery?.Variant.Basis.Status?.Kind, inQuery?.Variant.At);

        bool IsToken(Hole hole) => contract.Sessions.Credentials.Any(
            credential => !credential.IsPerUser && string.Equals(credential.Name, hole.Name, StringComparison.Ordinal));
    }

    internal override async Task TryAsync(CheckContext trial)
    {
        await trial.OpenAsync(Role.Caller);
        var plan = trial.Contract.Plan;
        var (probe, logout) = (trial.Talk.ProbeOf(Role.Caller, trial.ValueOf), trial.LogoutBy(Role.Caller));
        await LookAsync(trial, "Probe with a live session", probe, plan.Live);
        foreach (var sibling in trial.Contract.Siblings
            .Where(sibling => sibling.Variant.Request.Method is "GET" && sibling.Variant.Given.Kind is null))
            await LookAsync(trial, $"'{sibling.Operation}' with a live session", trial.As(Role.Caller, sibling), sibling);
        await LookAsync(trial, "Logout", logout, trial.Logout);
        await LookAsync(trial, "The same logout again", logout, trial.Contract.Expect(logout, CallerStates.Ended) ?? trial.Logout);
        await LookAsync(trial, "Probe after the logout", probe, plan.Dead);
    }

    private static async Task LookAsync(CheckContext trial, string title, RenderedRequest request, PlannedVariant expected)
    {
        var secrets = trial.Contract.Sessions.Credentials.Where(credential => !credential.IsPerUser)
            .Select(credential => trial.ValueOf(new(Role.Caller, credential.Name))).ToList();
        var step = await trial.SendAsync(
            StepKind.Request, title, request, expected.Operation, response => LeaksIn(response, secrets, expected).ToValueList());
        if (step.Exchange.Response.Status < 400 && secrets.Exists(secret => TokenSearch.Find(request.Target, secret) is not null))
        {
            var place = TokensInPath(request, secrets) ? "path" : "query";
            trial.Find($"{CheckContext.Sent(request)} ({title}) got {step.Exchange.Response.Status} for a token in its {place}. " +
                "Histories and " +
                "logs keep addresses. The token should be in a header or in the body.");
        }

        foreach (var leak in step.Comparisons.Where(comparison => !comparison.Holds))
            trial.Find($"The response to {CheckContext.Sent(request)} ({title}, status {step.Exchange.Response.Status}) has the token " +
                $"in its {leak.Part}, {leak.Actual}. It should not repeat it.");
        foreach (var part in Stated(expected).Where(part => FindIn(step.Exchange.Response, part, secrets) is not null))
            trial.Remark($"The response to {CheckContext.Sent(request)} has the token in its {part}, as the contract says.");
    }

    private static bool TokensInPath(RenderedRequest request, List<string> secrets) =>
        secrets.Exists(secret => TokenSearch.Find(request.Target.Split('?')[0], secret) is not null);

    private static IEnumerable<Comparison> LeaksIn(ReceivedResponse response, List<string> secrets, PlannedVariant expected)
    {
        var stated = Stated(expected).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var part in Parts(response).Where(part => !stated.Contains(part)))
        {
            if (FindIn(response, part, secrets) is { } how)
                yield return new(part, "without the token", how);
        }
    }

    // Set-Cookie may contain the token.
    private static IEnumerable<string> Parts(ReceivedResponse response) => response.Headers
        .Where(header => !header.Name.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase)).Select(header => $"header {header.Name}")
        .Distinct(StringComparer.OrdinalIgnoreCase).Append("body");

    private static string? FindIn(ReceivedResponse response, string part, List<string> secrets) =>
        (string.Equals(part, "body", StringComparison.Ordinal) ? [response.Body] : response.ValuesOf(part["header ".Length..]))
            .SelectMany(text => secrets.Select(secret => TokenSearch.Find(text, secret))).FirstOrDefault(how => how is not null);

    /// <summary>The parts of the response that contain a credential according to the contract.</summary>
    private static IEnumerable<string> Stated(PlannedVariant variant)
    {
        if (variant.Answer is not { } answer)
            yield break;
        if (answer.Body?.Text.Holes.Any(hole => hole.Role != Role.Fresh) == true)
            yield return "body";
        foreach (var header in answer.Headers.Where(header => header.Values.Any(value => value.Holes.Any(hole => hole.Role != Role.Fresh))))
            yield return $"header {header.Name}";
    }
}
