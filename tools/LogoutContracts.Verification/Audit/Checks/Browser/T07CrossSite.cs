using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Mocks.Requests.Editing;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Judging.Liveness;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks.Browser;

internal sealed class T07CrossSite() : Check(
    new(
        "T7",
        "Cross-site logout",
        Severity.Medium,
        "A browser sends cookies with requests that pages of other sites make. Without a defense, any page can log its visitors out, " +
        "and log them in as somebody else.",
        "Require a header that other sites cannot send, such as an anti-forgery token, or set the cookie with SameSite=Lax or Strict " +
        "and do not end sessions on GET.",
        ["ASVS V3.5.1", "ASVS V3.5.2", "WSTG-SESS-05"]),
    "A request that another site's page can send, with all of the browser's cookies, ends no session.")
{
    private static readonly string[] Sendable = ["Accept", "Accept-Language", "Content-Language", "Cookie"];

    internal override bool NeedsEffect => true;

    internal override string? NotApplicable(AuditedContract contract)
    {
        if (contract.Cookie is null)
            return "A header carries the session, and no page of another site can make a browser send it.";
        return Expected(contract) is { } answer && !contract.Ends(answer) ? null
            : "The contract itself accepts such a request, or does not mention it.";
    }

    internal override IEnumerable<Statement> Read(AuditedContract contract)
    {
        if (contract.Cookie is null)
            yield break;
        const string Requirement = "Pages of other sites cannot log out";
        if (Expected(contract) is not { } answer)
            yield return Statement.NotStated(Requirement, "The contract does not say how a request without its own headers is answered.");
        else if (contract.Ends(answer))
            yield return Statement.Of(
                Requirement, isMet: false,
                $"By the contract, a {contract.LogoutOperation.Method} with nothing but the cookie ends the session, so a page of " +
                "another site can do it.", answer, answer.Variant.Basis.Body ?? answer.Variant.Basis.Status);
        else
            yield return Statement.Of(
                Requirement, isMet: true, "The contract only assumes that a request without its own headers is refused.", answer);
    }

    internal override async Task TryAsync(CheckContext trial)
    {
        await trial.OpenAsync(Role.Caller);
        await trial.MustLiveBeforeAsync(Role.Caller);
        trial.Observe("Pages of other sites cannot log out");
        var request = trial.CookiesOf(Role.Caller)
            .Aggregate(Simple(trial.LogoutBy(Role.Caller)), (asked, cookie) => asked.WithCookie(cookie.Name, cookie.Value));
        var step = await trial.SendAsync(
            StepKind.Request, "Logout as a page of another site sends it", request, trial.Logout.Operation, static _ => []);
        var text = $"{CheckContext.Sent(request)} with all cookies, a foreign Origin and no header of the contract's got " +
            $"{step.Exchange.Response.Status}, and ended the session. It should be refused.";
        if (await trial.IsDeadAsync(Role.Caller) && IsSameSite(trial) && request.Method is not "GET")
            trial.Remark($"{text} The cookie has SameSite, so browsers do not send it with such a request.");
        else
            await trial.MustBeAsync(SessionLife.Live, Role.Caller, text, Cause.CrossSiteRequestEnds);
    }

    private static bool IsSameSite(CheckContext trial) =>
        trial.CookiesOf(Role.Caller)
            .FirstOrDefault(cookie => string.Equals(cookie.Name, trial.Contract.Cookie!.Name, StringComparison.Ordinal))
            ?["samesite"].ToLowerInvariant() is "lax" or "strict";

    private static PlannedVariant? Expected(AuditedContract contract) =>
        contract.Expect(Simple(RenderedRequest.Of(contract.Logout!.Variant.Request, contract.Logout.Seeds.ValueOf)), CallerStates.Active);

    // A browser adds its cookies. Without a preflight, a page can set no headers other than these.
    private static RenderedRequest Simple(RenderedRequest request) => request with
    {
        Headers = request.Headers.Where(header => Sendable.Contains(header.Name, StringComparer.OrdinalIgnoreCase))
            .Append(new Header("Origin", AnotherSite.Origin)).ToValueList(),
    };
}
