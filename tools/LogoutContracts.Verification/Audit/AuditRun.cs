using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Audit.Checks;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Verification.Audit;

/// <summary>What the checks of one audit share.</summary>
internal sealed record AuditRun(Target Target, RawHttpClient Wire, AuditOptions Options, SessionPool Pool)
{
    private readonly Lock telling = new();

    /// <summary>The steps of the check that shows whether a logout leaves other sessions alone; null before it has run.</summary>
    public ValueList<Step>? Bystanders { get; set; }

    public void Tell(ReportCase done)
    {
        lock (telling)
            Options.OnCase?.Invoke(done);
    }
}
