using System.Net;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.MockServer.Admin;
using LogoutContracts.MockServer.Flaws;
using LogoutContracts.MockServer.Journaling;
using LogoutContracts.MockServer.Sharing;
using LogoutContracts.MockServer.Stubs;
using LogoutContracts.MockServer.Tls;
using LogoutContracts.Specs.Model;
using RequestJournal = LogoutContracts.MockServer.Journaling.Journal;

namespace LogoutContracts.MockServer;

/// <summary>Settings of a mock server.</summary>
public sealed record MockServerOptions
{
    /// <summary>Owner of the admin port in messages about taken ports.</summary>
    public const string AdminOwner = "admin";

    /// <summary>Owner of <see cref="SinglePort"/> in messages about taken ports.</summary>
    public const string SinglePortOwner = "all contracts";

    /// <summary>Address to listen on. Any address other than loopback is reachable from the network.</summary>
    public IPAddress Bind { get; init; } = IPAddress.Loopback;

    /// <summary>TCP port of each contract; 0 for a free one. Default: the port in the contract.</summary>
    public Func<Contract, int> PortOf { get; init; } = contract => contract.Port;

    /// <summary>Serves all contracts on this port, each under <c>/id/…</c>; 0 for a free one. Null for one port per contract.</summary>
    public int? SinglePort { get; init; }

    /// <summary>
    /// Folders with mappings of WireMock or WireMock.Net to serve, each on its own port or, with <see cref="SinglePort"/>, under its name.
    /// Their names differ from each other and from the ids of the contracts.
    /// </summary>
    public IReadOnlyList<StubFolder> Stubs { get; init; } = [];

    /// <summary>Port of the admin API; 0 for a free one; null to switch it off.</summary>
    public int? AdminPort { get; init; } = 9100;

    /// <summary>
    /// Token that the admin API requires, as <c>Authorization: Bearer …</c>. Null for no token: then anyone who can reach the port controls
    /// the server.
    /// </summary>
    public string? AdminToken { get; init; }

    /// <summary>
    /// Serves the contracts over HTTPS (HTTP/1.1 and HTTP/2), including variants that need TLS. Null for plain HTTP. On loopback, the admin
    /// API always uses plain HTTP.
    /// </summary>
    public ServerTls? Tls { get; init; }

    /// <summary>Decides idle timeouts and rate limits. The server wraps it in a clock that can be advanced.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Bugs that the mocks simulate, to show that checks find them. Empty for correct mocks.</summary>
    public IReadOnlyList<Flaw> Flaws { get; init; } = [];

    /// <summary>Whether the contracts' rate limits apply. Set it to false for load tests.</summary>
    public bool AppliesRateLimits { get; init; } = true;

    /// <summary>Number of requests to keep in the journal; 0 switches it off.</summary>
    public int Journal { get; init; } = RequestJournal.DefaultEntries;

    /// <summary>
    /// Called for each request to a contract, after the answer is decided and before it is sent. It runs on the request's thread, so keep
    /// it fast.
    /// </summary>
    public Action<JournalEntry>? OnRequest { get; init; }

    /// <summary>Called for internal errors of the server.</summary>
    public Action<Exception> OnError { get; init; } = static _ => { };

    /// <summary>State that several servers share; null to keep the state in memory. The server does not dispose of it.</summary>
    internal ISharedState? State { get; init; }

    /// <summary>More paths on the admin port.</summary>
    internal Func<LogoutMockServer, IEnumerable<AdminRoute>> AdminRoutes { get; init; } = static _ => [];

    /// <summary>
    /// Writes what a browser gets at <c>/</c> of a contract that has no such path; null for the same answer as other clients.
    /// </summary>
    internal Func<LogoutMockServer, MockPlan, ReadOnlyMemory<byte>>? ContractIndex { get; init; }

    /// <summary>Only the type name: the record's default would print the token.</summary>
    public override string ToString() => nameof(MockServerOptions);
}
