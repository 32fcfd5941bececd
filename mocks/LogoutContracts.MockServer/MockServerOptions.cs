using System.Net;
using LogoutContracts.MockServer.Flaws;
using LogoutContracts.MockServer.Journaling;
using LogoutContracts.MockServer.Tls;
using LogoutContracts.Specs.Model;
using RequestJournal = LogoutContracts.MockServer.Journaling.Journal;

namespace LogoutContracts.MockServer;

public sealed record MockServerOptions
{
    /// <summary>Owner of the admin port in messages about taken ports.</summary>
    public const string AdminOwner = "admin";

    /// <summary>Owner of <see cref="SinglePort"/> in messages about taken ports.</summary>
    public const string SinglePortOwner = "all contracts";

    /// <summary>Where to listen. Anything but loopback lets strangers in.</summary>
    public IPAddress Bind { get; init; } = IPAddress.Loopback;

    /// <summary>TCP port of each contract; 0 takes a free one. Default: the contract's own.</summary>
    public Func<Contract, int> PortOf { get; init; } = contract => contract.Port;

    /// <summary>Serves all contracts on this port, each under <c>/id/…</c>, and none on a port of its own; 0 takes a free one. Null: one port a contract.</summary>
    public int? SinglePort { get; init; }

    /// <summary>Port of the admin API; 0 takes a free one; null: none.</summary>
    public int? AdminPort { get; init; } = 9100;

    /// <summary>What requests to the admin API must carry, as <c>Authorization: Bearer …</c>; null: nothing. Without one, who can reach the port can steer the server.</summary>
    public string? AdminToken { get; init; }

    /// <summary>Serves the contracts by HTTPS, HTTP/1.1 and HTTP/2, and those of their variants that need it; null: plain HTTP. The admin API stays on plain HTTP while it is on loopback.</summary>
    public ServerTls? Tls { get; init; }

    /// <summary>Decides when sessions have idled too long. The server puts one of its own on top that can be moved.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>What the mocks get wrong on purpose, so that a check of logouts can be seen to find it. Empty: nothing.</summary>
    public IReadOnlyList<Flaw> Flaws { get; init; } = [];

    /// <summary>Whether the contracts' rate limits apply. Turn it off for load tests.</summary>
    public bool AppliesRateLimits { get; init; } = true;

    /// <summary>How many of the last requests are kept; 0: none.</summary>
    public int Journal { get; init; } = RequestJournal.DefaultEntries;

    /// <summary>Told of each request to a contract once its answer is decided, before it is sent, on the thread that answers; so it should be quick. Null costs nothing.</summary>
    public Action<JournalEntry>? OnRequest { get; init; }

    /// <summary>Told of failures that are the server's own fault.</summary>
    public Action<Exception> OnError { get; init; } = static _ => { };

    /// <summary>Only the name: a record would print the token.</summary>
    public override string ToString() => nameof(MockServerOptions);
}
