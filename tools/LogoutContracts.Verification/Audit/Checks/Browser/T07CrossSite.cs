using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks.Browser;

internal sealed class T07CrossSite() : Check(
    new(
        "T7",
        "Cross-site logout",
        Severity.Medium,
        "A browser sends cookies along with requests that pages of other sites make. Without a defence, any page can log its visitors out, and have them log in as somebody else.",
        "Ask for a header that other sites cannot send, such as an anti-forgery token, or set the cookie with SameSite=Lax or Strict and take no GET.",
        ["ASVS V3.5.1", "ASVS V3.5.2", "WSTG-SESS-05"]),
    "A request as a page of another site can send it ends no session.")
{
    private static readonly string[] Sendable = ["Accept", "Accept-Language", "Content-Language", "Cookie"];

    internal override string? NotApplicable(AuditedContract contract)
    {
        if (contract.Cookie is null)
            return "The session is carried by a header, which no page of another site can make a browser send.";
        return Expected(contract) is { } answer && !answer.Variant.Ends(Role.Caller) ? null : "The contract itself lets such a request through, or says nothing of it.";
    }

    internal override IEnumerable<Statement> Read(AuditedContract contract)
    {
        if (contract.Cookie is null)
            yield break;
        const string Requirement = "Pages of other sites cannot log out";
        if (Expected(contract) is not { } answer)
            yield return Statement.NotStated(Requirement, "The contract does not say what a request without its own headers gets.");
        else if (answer.Variant.Ends(Role.Caller))
            yield return Statement.Of(Requirement, isMet: false, $"A {contract.LogoutOperation.Method} with the cookie and nothing else ends the session, so a page of another site can do it.", answer, answer.Variant.Basis.Body ?? answer.Variant.Basis.Status);
        else
            yield return Statement.Of(Requirement, isMet: true, "That a request without the contract's own headers is refused is assumed.", answer);
    }

    internal override async Task TryAsync(CheckContext trial)
    {
        await trial.OpenAsync(Role.Caller);
        await trial.MustLiveBeforeAsync(Role.Caller);
        var request = Simple(trial.LogoutBy(Role.Caller), trial.Contract);
        await trial.AnswerAsync(StepKind.Request, "Logout as a page of another site sends it", request, Expected(trial.Contract)!);
        await trial.MustBeAsync(Liveness.Live, Role.Caller, "A request as any page of another site can send it ended the session, though the contract asks for more.");
    }

    private static PlannedVariant? Expected(AuditedContract contract) =>
        contract.Expect(Simple(RenderedRequest.Of(contract.Logout!.Variant.Request, contract.Logout.Seeds.ValueOf), contract), CallerStates.Active);

    // The cookie is all that a browser adds by itself.
    private static RenderedRequest Simple(RenderedRequest request, AuditedContract contract)
    {
        var headers = request.Headers.Where(header => Sendable.Contains(header.Name, StringComparer.OrdinalIgnoreCase))
            .Select(header => header.Name.Equals("Cookie", StringComparison.OrdinalIgnoreCase) ? header with { Value = Own(header.Value, contract.Cookie!.Name) } : header);
        return request with { Headers = headers.Append(new Header("Origin", "https://another-site.example")).ToValueList() };
    }

    private static string Own(string cookies, string name) => string.Join("; ", cookies.Split("; ").Where(pair => pair.StartsWith($"{name}=", StringComparison.Ordinal)));
}
