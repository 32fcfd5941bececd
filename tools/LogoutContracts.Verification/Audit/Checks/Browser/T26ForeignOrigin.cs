using LogoutContracts.Mocks.Requests;
using LogoutContracts.Mocks.Requests.Editing;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks.Browser;

internal sealed class T26ForeignOrigin() : Check(
    new(
        "T26",
        "Foreign origin",
        Severity.High,
        "With Access-Control-Allow-Credentials, a page of any site that the server names in Access-Control-Allow-Origin can read " +
        "responses with the visitor's cookies, and send the headers that protect the logout.",
        "Allow credentials only for the origins on a list. Never copy the request's Origin, and never allow the origin null.",
        ["ASVS V3.5.1", "ASVS V3.5.2"]),
    "No response allows a foreign origin to send credentials.")
{
    internal override string? NotApplicable(AuditedContract contract) =>
        contract.Cookie is null ? "A header carries the session, and browsers do not send it on their own." : null;

    internal override async Task TryAsync(CheckContext trial)
    {
        await trial.OpenAsync(Role.Caller);
        var probe = trial.Talk.ProbeOf(Role.Caller, trial.ValueOf);
        foreach (var origin in (string[])[AnotherSite.Origin, "null"])
        {
            await LookAsync(trial, probe, origin, trial.Contract.Plan.Live.Operation);
            await LookAsync(trial, Preflight(trial, probe), origin, trial.Contract.Plan.Live.Operation);
            await LookAsync(trial, Preflight(trial, trial.LogoutBy(Role.Caller)), origin, trial.Logout.Operation);
        }

        await LookAsync(trial, trial.LogoutBy(Role.Caller), AnotherSite.Origin, trial.Logout.Operation);
    }

    private static async Task LookAsync(CheckContext trial, RenderedRequest request, string origin, string operation)
    {
        var step = await trial.SendAsync(
            StepKind.Request, $"{request.Method} '{operation}' with Origin: {origin}", request.WithHeader("Origin", origin), operation,
            response =>
            [new("a foreign origin with credentials", "not allowed", IsAllowed(response, origin) ? "allowed" : "not allowed")]);
        if (!step.Holds)
            trial.Find($"{CheckContext.Sent(request)} with Origin: {origin} got Access-Control-Allow-Origin: {origin} and " +
                "Access-Control-Allow-Credentials: true. It should not allow that origin.");
    }

    private static bool IsAllowed(ReceivedResponse response, string origin) =>
        response.ValuesOf("Access-Control-Allow-Origin").Contains(origin, StringComparer.OrdinalIgnoreCase)
        && response.ValuesOf("Access-Control-Allow-Credentials").Contains("true", StringComparer.OrdinalIgnoreCase);

    private static RenderedRequest Preflight(CheckContext trial, RenderedRequest request) =>
        (trial.Contract.WithoutProof(request) with { Method = "OPTIONS", Body = null })
        .WithHeader("Content-Type", null).WithHeader("Access-Control-Request-Method", request.Method)
        .WithHeader("Access-Control-Request-Headers", "content-type");
}
