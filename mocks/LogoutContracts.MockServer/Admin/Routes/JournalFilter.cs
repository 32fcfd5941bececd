using LogoutContracts.MockServer.Contracts;
using LogoutContracts.MockServer.Journaling;
using LogoutContracts.MockServer.Sessions;

namespace LogoutContracts.MockServer.Admin.Routes;

/// <summary>The fields that select entries of the journal.</summary>
internal sealed class JournalFilter
{
    private readonly ServerState server;
    private readonly MockedContract? contract;
    private readonly string? operation;
    private readonly string? variant;
    private readonly long? status;
    private readonly string? session;

    private JournalFilter(ServerState server, AdminFields query, string? replica)
    {
        this.server = server;
        contract = ContractRoutes.Optional(server, query);
        operation = ContractRoutes.Operation(server, query, contract);
        var isKnown = (contract is not null || !query.Has("contract")) && (operation is not null || !query.Has("operation"));
        var variants = Contracts.SelectMany(each => each.Served(operation)).Distinct(StringComparer.Ordinal).ToList();
        variant = isKnown ? query.OptionalWord("variant", variants) : query.OptionalText("variant");
        status = query.Whole("status", 0, 999);
        session = query.OptionalText("session");
        Replica = replica;
    }

    /// <summary>The server that answered; null for all.</summary>
    public string? Replica { get; }

    public static async ValueTask<JournalFilter> ReadAsync(ServerState server, AdminFields query) =>
        new(server, query, await ReadReplicaAsync(server, query));

    /// <summary>Reads only the field that names a server. A server that shares nothing does not know it.</summary>
    public static async ValueTask<string?> ReadReplicaAsync(ServerState server, AdminFields query) =>
        server.WholeJournal.IsShared && query.Has("replica")
            ? query.OptionalWord("replica", await server.WholeJournal.ReplicasAsync()) : null;

    /// <summary>Whether an entry has all that was asked for.</summary>
    public async ValueTask<Func<JournalEntry, bool>> MatcherAsync()
    {
        var known = session is null ? null : await FindAsync(session);
        return entry => Is(contract?.Plan.Contract.Id, entry.Contract) && Is(operation, entry.Operation) && Is(variant, entry.Variant)
            && (status is null || status == entry.Status) && Is(Replica, entry.Replica)
            && (session is null || (known is not null && entry.Concerns(known)) || Is(session, entry.Caller) || Is(session, entry.Opened));

        static bool Is(string? asked, string? there) => asked is null || string.Equals(asked, there, StringComparison.Ordinal);
    }

    private IReadOnlyList<MockedContract> Contracts => contract is null ? server.Contracts : [contract];

    // With a session, also the requests with its older values are found. The journal may know one that the mock has forgotten.
    private async ValueTask<Session?> FindAsync(string hash)
    {
        if (Contracts.Select(each => each.Sessions.WithHash(hash)).FirstOrDefault(found => found is not null) is { } known)
            return known;
        var all = await server.WholeJournal.ReadAsync(new());
        return all.Entries.Select(entry => Is(entry.Caller) ? entry.CallerSession : Is(entry.Opened) ? entry.OpenedSession : null)
            .FirstOrDefault(found => found is not null);

        bool Is(string? there) => string.Equals(hash, there, StringComparison.Ordinal);
    }
}
