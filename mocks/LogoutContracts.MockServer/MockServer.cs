using LogoutContracts.Mocks;
using LogoutContracts.Serving.Admin;
using LogoutContracts.Specs;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
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

    private MockServer(KestrelServer kestrel, CancellationTokenSource stopping, IReadOnlyList<ContractMock> mocks, Dictionary<string, MockedContract> contracts, Uri? adminAddress, AdjustableClock clock, Journal journal)
    {
        this.kestrel = kestrel;
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
    /// <exception cref="ArgumentException">There is no such contract.</exception>
    public static Task<MockServer> StartAsync(string contract, TimeProvider? clock = null) => StartAsync(
        MockPlanner.Plan(SpecCatalog.BuiltIn.FirstOrDefault(known => string.Equals(known.Id, contract, StringComparison.Ordinal))
            ?? throw new ArgumentException($"There is no contract '{contract}'; there is {string.Join(", ", SpecCatalog.BuiltIn.Select(known => known.Id))}.", nameof(contract))).Require(),
        clock);

    /// <summary>Serves one contract on a free loopback port.</summary>
    public static Task<MockServer> StartAsync(MockPlan plan, TimeProvider? clock = null) =>
        StartAsync([plan], new MockServerOptions { PortOf = _ => 0, AdminPort = null, Clock = clock ?? TimeProvider.System });

    /// <exception cref="PortsTakenException">Somebody else listens on one of the ports; then nothing is served.</exception>
    public static async Task<MockServer> StartAsync(IReadOnlyList<MockPlan> plans, MockServerOptions options, CancellationToken cancellation = default)
    {
        var clock = new AdjustableClock(options.Clock);
        var journal = new Journal(options.Journal);
        var stopping = new CancellationTokenSource();
        var mocks = plans.Select(plan => new ContractMock(plan, clock, journal, options.Flaws, options.OnRequest, stopping.Token)).ToList();
        var settings = new KestrelServerOptions { AddServerHeader = false };
        ServerLimits.Apply(settings.Limits);
        var listeners = new List<(string Owner, ListenOptions Listen)>();
        Uri AddressOf(string owner) => new UriBuilder(
            "http", options.Bind.ToString(), listeners.Find(listener => string.Equals(listener.Owner, owner, StringComparison.Ordinal)).Listen.IPEndPoint!.Port).Uri;
        Uri AddressOfContract(string id) => options.SinglePort is null ? AddressOf(id) : SinglePortMock.AddressOf(AddressOf(MockServerOptions.SinglePortOwner), id);
        if (options.SinglePort is { } singlePort)
        {
            Listen(MockServerOptions.SinglePortOwner, singlePort, new SinglePortMock(mocks, clock, options.OnRequest).AnswerAsync);
        }
        else
        {
            foreach (var mock in mocks)
                Listen(mock.Plan.Contract.Id, options.PortOf(mock.Plan.Contract), mock.Entry);
        }

        // Addresses are known once Kestrel has started, and then it takes requests already.
        var admin = new TaskCompletionSource<AdminApi>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (options.AdminPort is { } adminPort)
            Listen(MockServerOptions.AdminOwner, adminPort, async features => await (await admin.Task).AnswerAsync(features));

        var kestrel = new KestrelServer(Options.Create(settings), new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance), NullLoggerFactory.Instance);
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

        var server = new MockServer(kestrel, stopping, mocks, mocks.ToDictionary(mock => mock.Plan.Contract.Id, mock => new MockedContract(mock, AddressOfContract(mock.Plan.Contract.Id)), StringComparer.Ordinal), options.AdminPort is null ? null : AddressOf(MockServerOptions.AdminOwner), clock, journal);
        admin.SetResult(new(server, options));
        return server;

        void Listen(string owner, int port, Func<IFeatureCollection, ValueTask> answer) => settings.Listen(options.Bind, port, listen =>
        {
            listeners.Add((owner, listen));
            var listener = new Listener(answer);
            listen.Use(next => connection =>
            {
                connection.Features.Set(listener);
                return next(connection);
            });
        });
    }

    /// <summary>Answers for this plan's contract by the plan from now on. Each request sees the old plan or the new one as a whole; sessions, answers that were forced and faults stay, by name; ports do too.</summary>
    /// <returns>Whether sessions were kept; they are not where a session consists of other credentials and ids now.</returns>
    /// <exception cref="KeyNotFoundException">The contract is not served here.</exception>
    public bool Reload(MockPlan plan) => contracts[plan.Contract.Id].Reload(plan);

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
