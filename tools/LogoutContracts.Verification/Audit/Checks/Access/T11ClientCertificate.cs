using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks.Access;

internal sealed class T11ClientCertificate() : Check(
    new(
        "T11",
        "Client certificate",
        Severity.High,
        "Where a session is bound to a client certificate, a stolen token alone is worth nothing. If the server takes it with anybody's certificate, or with none, the binding is only on paper.",
        "Write down with the session whose certificate opened it, and compare at every request. Ask for a certificate in the handshake, and refuse connections without one.",
        ["ASVS V10.3.5", "ASVS V12.1.3", "ASVS V12.3.5"]),
    "A live token ends no session with somebody else's certificate, and nothing is answered without one.")
{
    internal override string? NotApplicable(AuditedContract contract) => contract.Sessions.Users.Any ? null : "The contract asks for no client certificates.";

    internal override IEnumerable<Statement> Read(AuditedContract contract)
    {
        const string Requirement = "Sessions are bound to client certificates";
        if (!contract.Sessions.Users.Any)
            yield break;
        yield return contract.Plan.Variants.FirstOrDefault(variant => variant.Variant.Rule.Certificate == Certificate.OtherUser && string.Equals(variant.Operation, contract.LogoutOperation.Id, StringComparison.Ordinal)) is { } refusal
            ? Statement.Of(Requirement, isMet: true, "That the certificate of somebody else is refused is assumed, not stated.", refusal)
            : Statement.NotStated(Requirement, "The contract does not say what the certificate of somebody else gets.");
    }

    internal override async Task TryAsync(CheckContext trial)
    {
        if (!trial.Contract.Plan.IsOverTls)
            throw new InconclusiveException("The target is spoken to without TLS, so it sees no certificate.");
        await trial.OpenAsync(Role.Caller);
        await trial.MustLiveBeforeAsync(Role.Caller);
        var logout = trial.LogoutBy(Role.Caller);
        var foreign = logout with { Certificate = Certificate.OtherUser };
        if (!trial.Talk.HasCertificateFor(foreign))
            throw new InconclusiveException("Needs the client certificate of a second user, and has that of one.");
        var step = await trial.Talk.SendAsync(StepKind.Request, "Logout with the certificate of another user", foreign, trial.Logout.Operation, response =>
            [new("somebody else's certificate", "refused", response.Status == trial.Logout.Answer!.Status ? "taken" : "refused")]);
        if (!step.Holds)
            trial.Find("A logout with a live token and somebody else's certificate is taken.");
        await trial.MustBeAsync(Liveness.Live, Role.Caller, "A logout with somebody else's certificate ended the session.");
        if (trial.Findings.Count > 0)
            return;
        if (await IsAnsweredWithoutAsync(trial, logout))
            trial.Find("A request without a client certificate is answered.");
        await trial.MustBeAsync(Liveness.Live, Role.Caller, "A logout without a client certificate ended the session.");
    }

    // The server refuses the handshake, or the first request on the connection.
    private static async Task<bool> IsAnsweredWithoutAsync(CheckContext trial, RenderedRequest logout)
    {
        try
        {
            var exchange = await trial.Talk.SendUnkeptAsync(logout with { Certificate = Certificate.None });
            var isAnswered = exchange.Response.Status == trial.Logout.Answer!.Status;
            trial.Talk.Keep(StepKind.Request, "Logout without a certificate", exchange, [new("a connection without a certificate", "refused", isAnswered ? "taken" : "refused")]);
            return isAnswered;
        }
        catch (HttpRequestException e) when (e.HttpRequestError is not (HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError))
        {
            return false;
        }
    }
}
