using System.Net;
using LogoutContracts.MockServer.Admin;
using LogoutContracts.MockServer.Admin.Routes;
using LogoutContracts.MockServer.Clock;
using LogoutContracts.MockServer.Contracts;
using LogoutContracts.MockServer.Flaws;
using LogoutContracts.MockServer.Hosting;
using LogoutContracts.MockServer.Journaling;
using LogoutContracts.MockServer.Overrides;
using LogoutContracts.MockServer.Tls;
using LogoutContracts.Mocks;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs;
using Microsoft.AspNetCore.Http.Features;

namespace LogoutContracts.MockServer;

/// <summary>A running server, with one port per contract, or one for all, and one for its admin API.</summary>
public sealed class LogoutMockServer : IAsyncDisposable
{
    private readonly KestrelHost kestrel;
    private readonly MockServerOptions options;
    private readonly CancellationTokenSource stopping;
    private int disposed;

    private LogoutMockServer(KestrelHost kestrel, ServerState state, MockServerOptions options, Uri? adminAddress, CancellationTokenSource stopping)
    {
        this.kestrel = kestrel;
        State = state;
        this.options = options;
        this.stopping = stopping;
        AdminAddress = adminAddress;
    }

    /// <summary>Null where none was asked for.</summary>
    public Uri? AdminAddress { get; }

    /// <summary>What sessions idle by.</summary>
    public AdjustableClock Clock => State.Clock;

    /// <summary>The last requests to all contracts.</summary>
    public Journal Journal => State.Journal;

    /// <summary>Who issues client certificates for this server.</summary>
    /// <exception cref="InvalidOperationException">It speaks plain HTTP, or its certificate came from elsewhere.</exception>
    public CertificateAuthority Certificates => options.Tls?.Authority ?? throw new InvalidOperationException("This server has no authority of its own; start it with 'tls: ServerTls.InMemory()'.");

    public IEnumerable<MockPlan> Plans => State.Contracts.Select(contract => contract.Plan);

    /// <exception cref="KeyNotFoundException">The contract is not served here.</exception>
    public MockedContract this[string contract] => State[contract];

    /// <exception cref="KeyNotFoundException">The contract is not served here.</exception>
    public Uri AddressOf(string contract) => State[contract].BaseAddress;

    public IEnumerable<MockedContract> Contracts => State.Contracts;

    /// <summary>Where the first contract is served; for a server of one, where it is.</summary>
    public Uri BaseAddress => First.BaseAddress;

    /// <summary>The sessions of the first contract.</summary>
    public MockSessions Sessions => First.Sessions;

    /// <inheritdoc cref="MockedContract.Force"/>
    /// <remarks>Of the first contract.</remarks>
    public string Force(string operation, string variant, Trigger? occasion = null) => First.Force(operation, variant, occasion);

    /// <inheritdoc cref="MockedContract.Break"/>
    /// <remarks>Of the first contract.</remarks>
    public string Break(Fault fault, string? operation = null, Trigger? occasion = null) => First.Break(fault, operation, occasion);

    /// <summary>What the admin API reads and changes.</summary>
    internal ServerState State { get; }

    private MockedContract First => State.Contracts[0];

    /// <summary>Serves one of the built-in contracts on a free loopback port.</summary>
    /// <param name="tls">Null: plain HTTP.</param>
    /// <exception cref="ArgumentException">There is no such contract.</exception>
    public static Task<LogoutMockServer> StartAsync(string contract, TimeProvider? clock = null, ServerTls? tls = null) => StartAsync(
        MockPlanner.Plan(SpecCatalog.BuiltIn.FirstOrDefault(known => string.Equals(known.Id, contract, StringComparison.Ordinal))
            ?? throw new ArgumentException($"There is no contract '{contract}'; there is {string.Join(", ", SpecCatalog.BuiltIn.Select(known => known.Id))}.", nameof(contract))).Require(),
        clock, tls);

    /// <summary>Serves one contract on a free loopback port.</summary>
    /// <param name="tls">Null: plain HTTP.</param>
    public static Task<LogoutMockServer> StartAsync(MockPlan plan, TimeProvider? clock = null, ServerTls? tls = null) =>
        StartAsync([plan], new MockServerOptions { PortOf = _ => 0, AdminPort = null, Clock = clock ?? TimeProvider.System, Tls = tls });

    /// <exception cref="PortsTakenException">Somebody else listens on one of the ports; then nothing is served.</exception>
    public static async Task<LogoutMockServer> StartAsync(IReadOnlyList<MockPlan> plans, MockServerOptions options, CancellationToken cancellation = default)
    {
        var clock = new AdjustableClock(options.Clock);
        var journal = new Journal(options.Journal);
        var stopping = new CancellationTokenSource();
        var mocks = plans.Select(plan => new ContractEndpoint(Served(plan, options), clock, journal, options.OnRequest, stopping.Token)).ToList();

        // Addresses are known once Kestrel has started, and then it takes requests already.
        var admin = new TaskCompletionSource<AdminApi>(TaskCreationOptions.RunContinuationsAsynchronously);
        var ports = PortsOf(mocks, clock, options);
        if (options.AdminPort is { } adminPort)
            ports = ports.Append(new(MockServerOptions.AdminOwner, adminPort, IsAdminOverTls(options), async features => await (await admin.Task).AnswerAsync(features), static () => CertificateDemand.None));
        KestrelHost kestrel;
        try
        {
            kestrel = await KestrelHost.StartAsync(options.Bind, options.Tls, ports, options.OnError, cancellation);
        }
        catch
        {
            stopping.Dispose();
            throw;
        }

        var state = new ServerState([.. mocks.Select(mock => new MockedContract(mock, AddressOf(kestrel, options, mock.Plan.Contract.Id)))], clock, journal);
        admin.SetResult(new(options.Bind, options.AdminToken, AdminRoutes.Of(state)));
        return new(kestrel, state, options, options.AdminPort is null ? null : kestrel.AddressOf(MockServerOptions.AdminOwner), stopping);
    }

    /// <summary>Answers for this plan's contract by the plan from now on. Each request sees the old plan or the new one as a whole; sessions, answers that were forced and faults stay, by name; ports do too.</summary>
    /// <returns>Whether sessions were kept; they are not where a session consists of other credentials and ids now.</returns>
    /// <exception cref="KeyNotFoundException">The contract is not served here.</exception>
    public bool Reload(MockPlan plan) => State[plan.Contract.Id].Reload(Served(plan, options));

    /// <summary>Puts everything back to the start: sessions, clock, journal, and what was forced.</summary>
    public void Reset() => State.Reset();

    /// <summary>Stops listening, answers what is under way, within <see cref="ServerLimits.DrainTimeout"/>, and closes. A second call does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0)
            return;
        await stopping.CancelAsync();
        await kestrel.DisposeAsync();
        stopping.Dispose();
    }

    private static MockPlan Served(MockPlan plan, MockServerOptions options)
    {
        var overTls = options.Tls is null ? plan : plan.OverTls();
        return options.AppliesRateLimits ? overTls : overTls.WithoutRateLimits();
    }

    private static IEnumerable<ServedPort> PortsOf(List<ContractEndpoint> mocks, TimeProvider clock, MockServerOptions options)
    {
        var isOverTls = options.Tls is not null;
        if (options.SinglePort is not { } singlePort)
            return mocks.Select(mock => new ServedPort(mock.Plan.Contract.Id, options.PortOf(mock.Plan.Contract), isOverTls, AnswerOf(mock, options.Flaws), () => mock.InForce.Certificates));
        var all = new SinglePortRouter(mocks.ToDictionary(mock => mock.Plan.Contract.Id, mock => AnswerOf(mock, options.Flaws), StringComparer.Ordinal), mocks[0].Redactor, clock, options.OnRequest);
        return [new(MockServerOptions.SinglePortOwner, singlePort, isOverTls, all.AnswerAsync, () => CertificateDemands.Together(mocks.Select(mock => mock.InForce.Certificates)))];
    }

    private static Func<IFeatureCollection, ValueTask> AnswerOf(ContractEndpoint mock, IReadOnlyList<Flaw> flaws) => flaws.Count == 0 ? mock.AnswerAsync : new FlawedMock(mock, flaws).AnswerAsync;

    // A token must not cross a network unencrypted; on loopback nobody can read it, and tools stay simple.
    private static bool IsAdminOverTls(MockServerOptions options) => options.Tls is not null && !IPAddress.IsLoopback(options.Bind);

    private static Uri AddressOf(KestrelHost kestrel, MockServerOptions options, string contract) =>
        options.SinglePort is null ? kestrel.AddressOf(contract) : SinglePortRouter.AddressOf(kestrel.AddressOf(MockServerOptions.SinglePortOwner), contract);
}
