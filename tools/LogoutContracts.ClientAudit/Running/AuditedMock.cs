using LogoutContracts.ClientAudit.Clients;
using LogoutContracts.ClientAudit.Scenarios;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Contracts;
using LogoutContracts.MockServer.Journaling;
using LogoutContracts.MockServer.Overrides;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.ClientAudit.Running;

/// <summary>The mock of one scenario, and the other origin that it redirects to.</summary>
internal sealed class AuditedMock : IAsyncDisposable
{
    // All requests of a run should be in the journal.
    private const int JournalSize = 100_000;

    private readonly MockPlan plan;
    private readonly LogoutMockServer? other;
    private int elsewhere;

    private AuditedMock(MockPlan plan, LogoutMockServer? other)
    {
        this.plan = plan;
        this.other = other;
    }

    public LogoutMockServer Server { get; private set; } = null!;

    public MockedContract Contract => Server[plan.Contract.Id];

    public IReadOnlyList<JournalEntry> Entries => Server.Journal.Entries;

    /// <summary>The requests to the other origin.</summary>
    public IReadOnlyList<JournalEntry> Elsewhere => other?.Journal.Entries ?? [];

    public static async Task<AuditedMock> StartAsync(
        MockPlan plan, Scenario scenario, ClientAuditOptions options, CancellationToken cancellation)
    {
        var isRedirected = scenario.Disturbance is Disturbance.Redirected;
        var other = isRedirected ? await LogoutMockServer.StartAsync([plan], Settings(options, 0, null), cancellation) : null;
        var mock = new AuditedMock(plan, other);
        mock.Server = await LogoutMockServer.StartAsync(
            [plan], Settings(options, options.Port, entry => mock.OnRequest(scenario.Disturbance, entry)), cancellation);
        mock.Disturb(scenario.Disturbance);
        return mock;
    }

    /// <summary>From now on, the mock answers as the contract says.</summary>
    public void Calm() => Contract.TakeBackAll();

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        if (other is not null)
            await other.DisposeAsync();
    }

    private static MockServerOptions Settings(ClientAuditOptions options, int port, Action<JournalEntry>? onRequest) => new()
    {
        PortOf = _ => port,
        AdminPort = null,
        Tls = options.Tls,
        Journal = JournalSize,
        AppliesRateLimits = false,
        OnRequest = onRequest,
    };

    private void Disturb(Disturbance disturbance)
    {
        foreach (var logout in plan.Contract.Operations.Where(operation => operation.Session.Ends != SessionEnd.Nothing))
        {
            switch (disturbance)
            {
                case Disturbance.Answered answered:
                    Contract.Force(logout.Id, Raw(answered));
                    break;
                case Disturbance.Redirected:
                    // Another name, because cookies belong to all ports of a host.
                    var location = new UriBuilder(other!.BaseAddress) { Host = "localhost", Path = logout.Path.Text }.Uri;
                    Contract.Force(logout.Id, new RawAnswer(307) { Headers = [new Header("Location", location.AbsoluteUri)] });
                    break;
                case Disturbance.Broken broken:
                    Contract.Break(broken.Fault, logout.Id);
                    break;
            }
        }
    }

    private static RawAnswer Raw(Disturbance.Answered answered) => new(answered.Status)
    {
        Headers = new[] { new Header("Content-Type", "application/json") }
            .Concat(answered.RetryAfter is { } wait ? [new Header("Retry-After", wait(DateTimeOffset.UtcNow))] : []).ToValueList(),
        Body = $$"""{"message":"{{answered.Text}}"}""",
    };

    // Called after the answer is decided, and before it is sent: so the client cannot have sent a logout yet.
    private void OnRequest(Disturbance disturbance, JournalEntry entry)
    {
        if (disturbance is not (Disturbance.EndedElsewhere or Disturbance.RenewedElsewhere)
            || entry is not { CallerBefore: CallerStates.Active, CallerAfter: CallerStates.Active, Credential: { } credential }
            || plan.Contract.FindOperation(entry.Operation ?? "") is not { Session.Ends: SessionEnd.Nothing }
            || Interlocked.Exchange(ref elsewhere, 1) != 0)
            return;
        if (disturbance is Disturbance.EndedElsewhere)
            Contract.Sessions.End(credential);
        else
            Contract.Sessions.Renew(credential);
    }
}
