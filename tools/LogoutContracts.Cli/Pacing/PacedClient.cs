using LogoutContracts.Mocks.Plans;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Http.Pacing;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Cli.Pacing;

/// <summary>The client for one target: limits the rate, counts requests and logins, and ends the sessions of the run.</summary>
internal sealed class PacedClient : IDisposable
{
    private readonly MockPlan plan;
    private readonly RunScreen screen;
    private readonly RequestPacer pacer;
    private readonly SessionLedger ledger;

    /// <param name="timeout">The time limit for one answer; null for the client's default.</param>
    /// <param name="retries">The number of retries if no connection could be made.</param>
    public PacedClient(
        RunScreen screen, MockPlan plan, TargetKind kind, PaceSettings pace, TargetTls? tls, bool keepsConnections,
        TimeSpan? timeout = null, int retries = 0)
    {
        this.plan = plan;
        this.screen = screen;
        ledger = new(plan);
        pacer = new(new()
        {
            Rate = pace.Rate,

            // On a mock, a 429 is what the case expects, so there is nothing to wait for.
            Patience = kind == TargetKind.Live ? pace.Patience : TimeSpan.Zero,
            Clock = screen.Clock,
            OnWait = wait => screen.Say(PaceText.Waiting(plan.Contract.Id, wait)),
        });
        Wire = new(timeout, tls, keepsConnections, retries) { Pacer = pacer, Ledger = ledger };
    }

    public RawHttpClient Wire { get; }

    public Traffic Traffic => new(ledger.Requests, ledger.Logins, pacer.Waits, pacer.Waited);

    /// <summary>Registers the given sessions of the target, and those that its opener will open, in the ledger.</summary>
    public Target Know(Target target)
    {
        foreach (var session in target.Accounts.Sessions)
        {
            ledger.Opened(
                plan.Contract.Sessions.DefaultKind,
                session.ToDictionary(value => value.Name, value => value.Value, StringComparer.Ordinal), isOwn: false);
        }
        if (target.Opener is not { } open)
            return target;
        return target with
        {
            Opener = async (kind, isOther, cancellation) =>
            {
                var offer = await open(kind, isOther, cancellation);
                if (offer.Session is not null)
                    ledger.Opened(kind, offer.Session, isOwn: true);
                return offer;
            },
        };
    }

    /// <summary>Ends the sessions that the run has left open on a provider, and adds traffic and remarks to the section.</summary>
    public async Task<ReportSection> FinishAsync(ReportSection section, Target target)
    {
        var problems = target.Kind == TargetKind.Live ? await SessionCloser.CloseAsync(plan, target.BaseUrl, Wire) : [];
        if (target.Kind == TargetKind.Live && PaceText.RefusedLogin(plan, ledger, target.Accounts) is { } hint && target.Opener is null)
            screen.Say(hint);
        return section with { Traffic = Traffic, Remarks = [.. section.Remarks, .. problems] };
    }

    public void Dispose() => Wire.Dispose();
}
