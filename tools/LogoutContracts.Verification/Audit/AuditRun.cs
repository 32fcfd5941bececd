using LogoutContracts.Verification.Audit.Checks;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Running;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Verification.Audit;

/// <summary>What all checks of one audit share.</summary>
/// <param name="Pool">The sessions that were given; empty if the checks log in.</param>
internal sealed record AuditRun(
    Target Target, RawHttpClient Wire, AuditOptions Options, AuditFacts Facts, SessionPool Pool, CancellationToken Cancellation);
