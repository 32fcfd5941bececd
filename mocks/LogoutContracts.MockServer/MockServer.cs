using System.Net;
using LogoutContracts.Mocks;
using LogoutContracts.Serving.Admin;
using LogoutContracts.Serving.Tls;
using LogoutContracts.Specs;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace LogoutContracts.Serving;

/// <summary>A running server: Kestrel alone, without a host around it, with one port a contract, or one for all, and one beside them for itself.</summary>
public sealed class MockServer : IAsyncDisposable
{
    private readonly KestrelServer kestrel;
    private int disposed;
    private readonly CancellationTokenSource stopping;
    private readonly Dictionary<string, MockedContract> contracts;
    private readonly IReadOnlyList<ContractMock> mocks;
    private readonly ServerTls? tls;

    private MockServer(KestrelServer kestrel, ServerTls? tls, CancellationTokenSource stopping, IReadOnlyList<ContractMock> mocks, Dictionary<string, MockedContract> contracts, Uri? adminAddress, AdjustableClock clock, Journal journal)
    {
        this.kestrel = kestrel;
        this.tls = tls;
        this.stopping = stopping;
        Clock = clock;
        Journal = journal;
        this.mocks = mocks;
        this.contracts = contracts;
        AdminAddress = adminAddress;
    }

    /// <summary>Null where none was asked for.</summary>
    public Uri? AdminAddress { get; }

    /// <summary>What sessions idle by.</summary>
    public AdjustableClock Clock { get; }

    /// <summary>The last requests to all contracts.</summary>
    public Journal Journal { get; }

    /// <summary>Who issues client certificates for this server.</summary>
    /// <exception cref="InvalidOperationException">It speaks plain HTTP, or its certificate came from elsewhere.</exception>
    public CertificateAuthority Certificates => tls?.Authority ?? throw new InvalidOperationException("This server has no authority of its own; start it with 'tls: ServerTls.InMemory()'.");

    public IEnumerable<MockPlan> Plans => mocks.Select(mock => mock.Plan);

    /// <exception cref="KeyNotFoundException">The contract is not served here.</exception>
    public MockedContract this[string contract] => contracts[contract];

    /// <exception cref="KeyNotFoundException">The contract is not served here.</exception>
    public Uri AddressOf(string contract) => contracts[contract].BaseAddress;

    public IEnumerable<MockedContract> Contracts => mocks.Select(mock => contracts[mock.Plan.Contract.Id]);

    /// <summary>Where the first contract is served; for a server of one, where it is.</summary>
    public Uri BaseAddress => First.BaseAddress;

    /// <summary>The sessions of the first contract.</summary>
    public MockSessions Sessions => First.Sessions;

    /// <inheritdoc cref="MockedContract.Force"/>
    /// <remarks>Of the first contract.</remarks>
    public string Force(string operation, string variant, Occasion? occasion = null) => First.Force(operation, variant, occasion);

    /// <inheritdoc cref="MockedContract.Break"/>
    /// <remarks>Of the first contract.</remarks>
    public string Break(Fault fault, string? operation = null, Occasion? occasion = null) => First.Break(fault, operation, occasion);

    private MockedContract First => contracts[mocks[0].Plan.Contract.Id];

    /// <summary>Serves one of the built-in contracts on a free loopback port.</summary>
    /// <param name="tls">Null: plain HTTP.</param>
    /// <exception cref="ArgumentException">There is no such contract.</exception>
    public static Task<MockServer> StartAsync(string contract, TimeProvider? clock = null, ServerTls? tls = null) => StartAsync(
        MockPlanner.Plan(SpecCatalog.BuiltIn.FirstOrDefault(known => string.Equals(known.Id, contract, StringComparison.Ordinal))
            ?? throw new ArgumentException($"There is no contract '{contract}'; there is {string.Join(", ", SpecCatalog.BuiltIn.Select(known => known.Id))}.", nameof(contract))).Require(),
        clock, tls);

    /// <summary>Serves one contract on a free loopback port.</summary>
    /// <param name="tls">Null: plain HTTP.</param>
    public static Task<MockServer> StartAsync(MockPlan plan, TimeProvider? clock = null, ServerTls? tls = null) =>
        StartAsync([plan], new MockServerOptions { PortOf = _ => 0, AdminPort = null, Clock = clock ?? TimeProvider.System, Tls = tls });

    /// <exception cref="PortsTakenException">Somebody else listens on one of the ports; then nothing is served.</exception>
    public static async Task<MockServer> StartAsync(IReadOnlyList<MockPlan> plans, MockServerOptions options, CancellationToken cancellation = default)
    {
        var clock = new AdjustableClock(options.Clock);
        var journal = new Journal(options.Journal);
        var stopping = new CancellationTokenSource();
        var mocks = plans.Select(plan => new ContractMock(options.Tls is null ? plan : plan.OverTls(), clock, journal, options.Flaws, options.OnRequest, stopping.Token)).ToList();
        var settings = new KestrelServerOptions { AddServerHeader = false };
        ServerLimits.Apply(settings.Limits);
        var listeners = new List<(string Owner, ListenOptions Listen)>();
        var tls = options.Tls is null ? null : new TlsListening(options.Tls);
        if (tls is not null)
            settings.ApplicationServices = TlsListening.KestrelServices;

        // A token must not cross a network in the clear; on loopback there is nobody to read it, and tools stay simple.
        var isAdminOverTls = !IPAddress.IsLoopback(options.Bind);
        bool IsOverTls(string owner) => tls is not null && (owner is not MockServerOptions.AdminOwner || isAdminOverTls);
        Uri AddressOf(string owner) => new UriBuilder(
            IsOverTls(owner) ? "https" : "http", options.Bind.ToString(), listeners.Find(listener => string.Equals(listener.Owner, owner, StringComparison.Ordinal)).Listen.IPEndPoint!.Port).Uri;
        Uri AddressOfContract(string id) => options.SinglePort is null ? AddressOf(id) : SinglePortMock.AddressOf(AddressOf(MockServerOptions.SinglePortOwner), id);
        if (options.SinglePort is { } singlePort)
        {
            Listen(MockServerOptions.SinglePortOwner, singlePort, new SinglePortMock(mocks, clock, options.OnRequest).AnswerAsync, () => CertificateDemands.Together(mocks.Select(mock => mock.InForce.Certificates)));
        }
        else
        {
            foreach (var mock in mocks)
                Listen(mock.Plan.Contract.Id, options.PortOf(mock.Plan.Contract), mock.Entry, () => mock.InForce.Certificates);
        }

        // Addresses are known once Kestrel has started, and then it takes requests already.
        var admin = new TaskCompletionSource<AdminApi>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (options.AdminPort is { } adminPort)
            Listen(MockServerOptions.AdminOwner, adminPort, async features => await (await admin.Task).AnswerAsync(features), static () => CertificateDemand.None);

        var failures = new KestrelFailures(options.OnError);
        var kestrel = new KestrelServer(Options.Create(settings), new SocketTransportFactory(Options.Create(new SocketTransportOptions()), failures), failures);
        try
        {
            await kestrel.StartAsync(new MockApplication(options.OnError), cancellation);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            kestrel.Dispose();
            stopping.Dispose();
            throw new PortsTakenException(TakenPorts.Among(options.Bind, listeners.Select(listener => (listener.Owner, listener.Listen.IPEndPoint!.Port))), e);
        }

        var server = new MockServer(kestrel, options.Tls, stopping, mocks, mocks.ToDictionary(mock => mock.Plan.Contract.Id, mock => new MockedContract(mock, AddressOfContract(mock.Plan.Contract.Id)), StringComparer.Ordinal), options.AdminPort is null ? null : AddressOf(MockServerOptions.AdminOwner), clock, journal);
        admin.SetResult(new(server, options));
        return server;

        void Listen(string owner, int port, Func<IFeatureCollection, ValueTask> answer, Func<CertificateDemand> demand) => settings.Listen(options.Bind, port, listen =>
        {
            listeners.Add((owner, listen));
            var listener = new Listener(answer);
            if (IsOverTls(owner))
                tls!.Use(listen, demand);
            listen.Use(next => connection =>
            {
                connection.Features.Set(connection.Features.Get<ITlsConnectionFeature>() is { } secured ? listener with { Client = ClientIdentity.Of(secured.ClientCertificate) } : listener);
                return next(connection);
            });
        });
    }

    /// <summary>Answers for this plan's contract by the plan from now on. Each request sees the old plan or the new one as a whole; sessions, answers that were forced and faults stay, by name; ports do too.</summary>
    /// <returns>Whether sessions were kept; they are not where a session consists of other credentials and ids now.</returns>
    /// <exception cref="KeyNotFoundException">The contract is not served here.</exception>
    public bool Reload(MockPlan plan) => contracts[plan.Contract.Id].Reload(tls is null ? plan : plan.OverTls());

    /// <summary>Puts everything back to the start: sessions, clock, journal, and what was forced.</summary>
    public void Reset()
    {
        Clock.Reset();
        foreach (var mock in mocks)
            mock.Reset();
        Journal.Clear();
    }

    /// <summary>Stops listening, answers what is under way, within <see cref="ServerLimits.DrainTimeout"/>, and closes. A second call does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0)
            return;
        await stopping.CancelAsync();
        using var drain = new CancellationTokenSource(ServerLimits.DrainTimeout);
        await kestrel.StopAsync(drain.Token);
        kestrel.Dispose();
        stopping.Dispose();
    }
}
