using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Judging.Liveness;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks.Access;

internal sealed class T11ClientCertificate() : Check(
    new(
        "T11",
        "Client certificate",
        Severity.High,
        "If a session is bound to a client certificate, a stolen token alone is useless. A server that accepts it with any certificate, " +
        "or with none, has no such binding.",
        "Store with the session whose certificate opened it, and compare on every request. Request a certificate in the handshake, and " +
        "refuse connections without one.",
        ["ASVS V10.3.5", "ASVS V12.1.3", "ASVS V12.3.5"]),
    "A live token with another user's certificate, or with none, ends no session.")
{
    internal override bool NeedsEffect => true;

    internal override string? NotApplicable(AuditedContract contract) =>
        contract.Sessions.Users.Any ? null : "The contract requires no client certificate.";

    internal override IEnumerable<Statement> Read(AuditedContract contract)
    {
        const string Requirement = "Sessions are bound to client certificates";
        if (!contract.Sessions.Users.Any)
            yield break;
        yield return contract.Plan.Variants.FirstOrDefault(variant => variant.Variant.Rule.Certificate == Certificate.OtherUser
                && string.Equals(variant.Operation, contract.LogoutOperation.Id, StringComparison.Ordinal)) is { } refusal
            ? Statement.Of(Requirement, isMet: true, "The contract only assumes that another user's certificate is refused.", refusal)
            : Statement.NotStated(Requirement, "The contract does not say how a request with another user's certificate is answered.");
    }

    internal override async Task TryAsync(CheckContext trial)
    {
        if (!trial.Contract.Plan.IsOverTls)
            throw new InconclusiveException("The target is audited without TLS, so it sees no certificate.");
        await trial.OpenAsync(Role.Caller);
        await trial.MustLiveBeforeAsync(Role.Caller);
        var logout = trial.LogoutBy(Role.Caller);
        var foreign = logout with { Certificate = Certificate.OtherUser };
        if (!trial.Talk.HasCertificateFor(foreign))
            throw new InconclusiveException("This needs the client certificate of a second user, and only one is given.");
        var step = await trial.SendAsync(
            StepKind.Request, "Logout with another user's certificate", foreign, trial.Logout.Operation, response =>
            [new("another user's certificate", "refused", trial.IsSuccess(response.Status) ? "accepted" : "refused")]);
        if (!step.Holds)
            trial.Find($"A logout with a live token and another user's certificate got {step.Exchange.Response.Status}. It should be " +
                "refused.", Cause.CertificateIsUnchecked);
        await trial.MustBeAsync(
            SessionLife.Live, Role.Caller, "A logout with another user's certificate ended the session. It should be live.",
            Cause.CertificateIsUnchecked);
        if (trial.Findings.Count > 0)
            return;
        if (await IsAnsweredWithoutAsync(trial, logout))
            trial.Find("A logout without a client certificate was accepted. It should be refused.");
        await trial.MustBeAsync(
            SessionLife.Live, Role.Caller, "A logout without a client certificate ended the session. It should be live.");
    }

    // The server may refuse the handshake, or the first request on the connection.
    private static async Task<bool> IsAnsweredWithoutAsync(CheckContext trial, RenderedRequest logout)
    {
        try
        {
            var exchange = await trial.Talk.SendUnkeptAsync(logout with { Certificate = Certificate.None });
            var isAnswered = trial.IsSuccess(exchange.Response.Status);
            trial.Talk.Keep(StepKind.Request, "Logout without a certificate", exchange,
                [new("a connection without a certificate", "refused", isAnswered ? "accepted" : "refused")]);
            return isAnswered;
        }
        catch (HttpRequestException e) when (
            e.HttpRequestError is not (HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError))
        {
            return false;
        }
    }
}
