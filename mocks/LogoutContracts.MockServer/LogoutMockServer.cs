using System.Net;
using LogoutContracts.Mocks;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.MockServer.Admin;
using LogoutContracts.MockServer.Admin.Routes;
using LogoutContracts.MockServer.Admin.WireMock;
using LogoutContracts.MockServer.Clock;
using LogoutContracts.MockServer.Contracts;
using LogoutContracts.MockServer.Deciding;
using LogoutContracts.MockServer.Flaws;
using LogoutContracts.MockServer.Hosting;
using LogoutContracts.MockServer.Journaling;
using LogoutContracts.MockServer.Overrides;
using LogoutContracts.MockServer.Stubs;
using LogoutContracts.MockServer.Telemetry;
using LogoutContracts.MockServer.Tls;
using LogoutContracts.Specs;
using Microsoft.AspNetCore.Http.Features;

namespace LogoutContracts.MockServer;

/// <summary>A running mock server: one port per contract, or one for all contracts, and one for the admin API.</summary>
public sealed class LogoutMockServer : IAsyncDisposable
{
    /// <summary>
    /// Name of the meter and of the activity source that tell about requests and sessions, for <c>AddMeter</c> and <c>AddSource</c> of
    /// OpenTelemetry, or for listeners of .NET.
    /// </summary>
    public const string TelemetryName = TelemetryNames.Source;

    private readonly KestrelHost kestrel;
    private readonly MockServerOptions options;
    private readonly CancellationTokenSource stopping;
    private int disposed;

    private LogoutMockServer(
        KestrelHost kestrel, ServerState state, MockServerOptions options, Uri? adminAddress, CancellationTokenSource stopping)
    {
        this.kestrel = kestrel;
        State = state;
        this.options = options;
        this.stopping = stopping;
        AdminAddress = adminAddress;
    }

    /// <summary>Address of the admin API; null if it is off.</summary>
    public Uri? AdminAddress { get; }

    /// <summary>The clock for idle timeouts and rate limits.</summary>
    public AdjustableClock Clock => State.Clock;

    /// <summary>The most recent requests to all contracts.</summary>
    public Journal Journal => State.Journal;

    /// <summary>Issues client certificates that this server trusts.</summary>
    /// <exception cref="InvalidOperationException">The server uses plain HTTP, or a certificate from another authority.</exception>
    public CertificateAuthority Certificates =>
        options.Tls?.Authority
        ?? throw new InvalidOperationException("This server has no certificate authority. Start it with 'tls: ServerTls.InMemory()'.");

    /// <summary>Whether the server has an authority for client certificates: see <see cref="Certificates"/>.</summary>
    public bool HasCertificates => options.Tls?.Authority is not null;

    /// <summary>The plans of the served contracts.</summary>
    public IEnumerable<MockPlan> Plans => State.Contracts.Select(contract => contract.Plan);

    /// <summary>A served contract, by its id.</summary>
    /// <exception cref="KeyNotFoundException">The contract is not served here.</exception>
    public MockedContract this[string contract] => State[contract];

    /// <summary>The base URL of a served contract.</summary>
    /// <exception cref="KeyNotFoundException">The contract is not served here.</exception>
    public Uri AddressOf(string contract) => State[contract].BaseAddress;

    /// <summary>The base URL of served stubs, by the name of their folder.</summary>
    /// <exception cref="KeyNotFoundException">The stubs are not served here.</exception>
    public Uri AddressOfStubs(string name) => State.Stubs.Any(stubs => string.Equals(stubs.Name, name, StringComparison.Ordinal))
        ? AddressOf(kestrel, options, name) : throw new KeyNotFoundException($"The server has no stubs '{name}'.");

    /// <summary>The served stubs.</summary>
    public IEnumerable<StubFolder> Stubs => State.Stubs.Select(stubs => stubs.Folder);

    /// <summary>The served contracts.</summary>
    public IEnumerable<MockedContract> Contracts => State.Contracts;

    /// <summary>Base URL of the first contract.</summary>
    public Uri BaseAddress => First.BaseAddress;

    /// <summary>The sessions of the first contract.</summary>
    public MockSessions Sessions => First.Sessions;

    /// <inheritdoc cref="MockedContract.Force(string?, string, Trigger?)"/>
    /// <remarks>Applies to the first contract.</remarks>
    public string Force(string operation, string variant, Trigger? trigger = null) => First.Force(operation, variant, trigger);

    /// <inheritdoc cref="MockedContract.Force(string?, RawAnswer, Trigger?)"/>
    /// <remarks>Applies to the first contract.</remarks>
    public string Force(string? operation, RawAnswer answer, Trigger? trigger = null) => First.Force(operation, answer, trigger);

    /// <inheritdoc cref="MockedContract.Break"/>
    /// <remarks>Applies to the first contract.</remarks>
    public string Break(Fault fault, string? operation = null, Trigger? trigger = null) => First.Break(fault, operation, trigger);

    /// <summary>What the admin API reads and changes.</summary>
    internal ServerState State { get; }

    private MockedContract First => State.Contracts[0];

    /// <summary>Serves one of the built-in contracts on a free loopback port, without an admin API.</summary>
    /// <param name="clock">Null for the system clock.</param>
    /// <param name="tls">Null for plain HTTP.</param>
    /// <exception cref="ArgumentException">No built-in contract has this id.</exception>
    public static Task<LogoutMockServer> StartAsync(string contract, TimeProvider? clock = null, ServerTls? tls = null) => StartAsync(
        MockPlanner.Plan(SpecCatalog.BuiltIn.FirstOrDefault(known => string.Equals(known.Id, contract, StringComparison.Ordinal))
            ?? throw new ArgumentException(
                $"Unknown contract '{contract}'. Known: {string.Join(", ", SpecCatalog.BuiltIn.Select(known => known.Id))}.",
                nameof(contract))).Require(),
        clock, tls);

    /// <summary>Serves one contract on a free loopback port, without an admin API.</summary>
    /// <param name="clock">Null for the system clock.</param>
    /// <param name="tls">Null for plain HTTP.</param>
    public static Task<LogoutMockServer> StartAsync(MockPlan plan, TimeProvider? clock = null, ServerTls? tls = null) =>
        StartAsync([plan], new MockServerOptions { PortOf = _ => 0, AdminPort = null, Clock = clock ?? TimeProvider.System, Tls = tls });

    /// <summary>Serves several contracts.</summary>
    /// <exception cref="PortsTakenException">Another program uses one of the ports; the server does not start.</exception>
    public static Task<LogoutMockServer> StartAsync(
        IReadOnlyList<MockPlan> plans, MockServerOptions options, CancellationToken cancellation = default)
    {
        var clock = new AdjustableClock(options.Clock);
        return StartAsync([.. plans.Select(plan => ContractState.First(Served(plan, options), clock))], clock, options, cancellation);
    }

    /// <summary>
    /// Starts another server on free ports that shares this one's sessions, clock and counts of rate limits, as several servers behind a
    /// load balancer do. It serves the same contracts with the same options, without stubs and an admin API. It has a journal, forced
    /// answers, faults and state of flaws of its own. After a <see cref="Reload"/> at one of them, that contract is no longer shared.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// The server keeps its state in a database; start another one with that database.
    /// </exception>
    public Task<LogoutMockServer> StartReplicaAsync(CancellationToken cancellation = default)
    {
        if (options.State is not null)
            throw new InvalidOperationException(
                "This server keeps its state in a database. To share it, start another server with the same database.");
        return StartAsync([.. State.Contracts.Select(contract => contract.Endpoint.Current)], Clock, options with
        {
            PortOf = static _ => 0,
            SinglePort = options.SinglePort is null ? null : 0,
            AdminPort = null,
            Stubs = [],
        }, cancellation);
    }

    private static async Task<LogoutMockServer> StartAsync(
        IReadOnlyList<ContractState> contracts, AdjustableClock clock, MockServerOptions options, CancellationToken cancellation)
    {
        var journal = new Journal(options.Journal);
        var stopping = new CancellationTokenSource();
        var telemetry = new ServerTelemetry(counts: options.AdminPort is not null);
        var mocks = contracts.Select(contract => new ContractEndpoint(
            contract, clock, journal, options.OnRequest, telemetry.Of(contract.Plan.Contract.Id), options.State, stopping.Token)).ToList();
        foreach (var mock in mocks)
            SetFlaws(mock, options.Flaws);
        var sharedJournal = options.State?.Share(journal);
        if (options.State is { } shared)
            await shared.StartAsync();
        var stubs = options.Stubs.Select(folder => new StubMock(
            folder, clock, journal, options.OnRequest, telemetry.Of(folder.Set.Name), stopping.Token)).ToList();

        // The admin API needs the addresses, which are known only after Kestrel has started and already accepts requests.
        var admin = new TaskCompletionSource<AdminApi>(TaskCreationOptions.RunContinuationsAsynchronously);
        var ports = PortsOf(mocks, stubs, clock, telemetry, options);
        if (options.AdminPort is { } adminPort)
        {
            ports = ports.Append(new(
                MockServerOptions.AdminOwner, adminPort, IsAdminOverTls(options),
                async features => await (await admin.Task).AnswerAsync(features),
                static () => CertificateDemand.None));
        }

        KestrelHost kestrel;
        try
        {
            kestrel = await KestrelHost.StartAsync(options.Bind, options.Tls, ports, options.OnError, cancellation);
        }
        catch
        {
            stopping.Dispose();
            telemetry.Dispose();
            throw;
        }

        var state = new ServerState(
            [.. mocks.Select(mock => new MockedContract(mock, AddressOf(kestrel, options, mock.Plan.Contract.Id)))], stubs, clock, journal,
            telemetry, options.State, sharedJournal);

        // At the same time, so that a scrape waits for a shared state once, and not for each contract.
        telemetry.Observe(() => Task.WhenAll(state.Contracts.Select(static contract => contract.Sessions.List.CountAsync()))
            .GetAwaiter().GetResult().SelectMany(static counts => counts));
        var server = new LogoutMockServer(
            kestrel, state, options, options.AdminPort is null ? null : kestrel.AddressOf(MockServerOptions.AdminOwner), stopping);
        if (options.ContractIndex is { } index)
        {
            foreach (var mock in mocks)
                mock.Index = plan => index(server, plan);
        }

        var browsers = new SignedInBrowsers(TimeProvider.System);
        var gate = new AdminGate(options.Bind, options.AdminToken, browsers);
        admin.SetResult(new(
            gate,
            [
                .. AdminRoutes.Of(state, stopping.Token), .. BrowserRoutes.Of(gate, browsers, IsAdminOverTls(options)),
                .. WireMockRoutes.Of(state), .. options.AdminRoutes(server),
            ]));
        return server;
    }

    /// <summary>
    /// Replaces the plan of a served contract. Each request sees either the old or the new plan. Ports, sessions, forced answers, faults
    /// and the counts of rate limits are kept.
    /// </summary>
    /// <returns>Whether sessions were kept. They are reset if the contract's credentials or ids have changed.</returns>
    /// <exception cref="KeyNotFoundException">The contract is not served here.</exception>
    public bool Reload(MockPlan plan) => State[plan.Contract.Id].Reload(Served(plan, options));

    /// <summary>Gives the mock of a served contract other flaws, or none. Its sessions stay.</summary>
    /// <exception cref="KeyNotFoundException">The contract is not served here.</exception>
    public void SetFlaws(string contract, IReadOnlyList<Flaw> flaws) => SetFlaws(State[contract].Endpoint, flaws);

    /// <summary>
    /// Restores the initial state: resets sessions, clock and rate limits, clears the journal, and removes forced answers and faults.
    /// </summary>
    public void Reset() => State.Reset();

    /// <summary>
    /// Stops listening, finishes requests in flight within <see cref="ServerLimits.DrainTimeout"/>, and closes. Further calls do nothing.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0)
            return;
        await stopping.CancelAsync();
        await kestrel.DisposeAsync();
        State.Telemetry.Dispose();
        stopping.Dispose();
    }

    private static void SetFlaws(ContractEndpoint mock, IReadOnlyList<Flaw> flaws)
    {
        mock.Wrapper = flaws.Count == 0 ? null : new FlawedMock(mock, flaws).AnswerAsync;
        mock.Flaws = [.. flaws.Select(flaw => flaw.Name)];
    }

    private static MockPlan Served(MockPlan plan, MockServerOptions options)
    {
        var overTls = options.Tls is null ? plan : plan.OverTls();
        return options.AppliesRateLimits ? overTls : overTls.WithoutRateLimits();
    }

    private static IEnumerable<ServedPort> PortsOf(
        List<ContractEndpoint> mocks, List<StubMock> stubs, TimeProvider clock, ServerTelemetry telemetry,
        MockServerOptions options)
    {
        var isOverTls = options.Tls is not null;
        if (options.SinglePort is not { } singlePort)
        {
            return mocks.Select(mock => new ServedPort(
                    mock.Plan.Contract.Id, options.PortOf(mock.Plan.Contract), isOverTls, mock.ServeAsync,
                    () => mock.Current.Certificates))
                .Concat(stubs.Select(stub => new ServedPort(
                    stub.Name, stub.Folder.Port, isOverTls, stub.AnswerAsync, static () => CertificateDemand.None)));
        }

        var answers = mocks.ToDictionary<ContractEndpoint, string, Func<IFeatureCollection, ValueTask>>(
            mock => mock.Plan.Contract.Id, mock => mock.ServeAsync, StringComparer.Ordinal);
        foreach (var stub in stubs)
            answers.Add(stub.Name, stub.AnswerAsync);
        var redactor = mocks is [var first, ..] ? first.Redactor : Redactor.WithoutContract;
        var all = new SinglePortRouter(answers, redactor, clock, options.OnRequest, telemetry.Of(null));
        return
        [
            new(
                MockServerOptions.SinglePortOwner, singlePort, isOverTls, all.AnswerAsync,
                () => CertificateDemands.Together(
                    mocks.Select(mock => mock.Current.Certificates).Concat(stubs.Select(_ => CertificateDemand.None)))),
        ];
    }

    // The token must not cross a network unencrypted. On loopback, plain HTTP is safe and easier to use.
    private static bool IsAdminOverTls(MockServerOptions options) => options.Tls is not null && !IPAddress.IsLoopback(options.Bind);

    private static Uri AddressOf(KestrelHost kestrel, MockServerOptions options, string contract) =>
        options.SinglePort is null ? kestrel.AddressOf(contract)
            : SinglePortRouter.AddressOf(kestrel.AddressOf(MockServerOptions.SinglePortOwner), contract);
}
