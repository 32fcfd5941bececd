using LogoutContracts.MockServer.Contracts;
using LogoutContracts.MockServer.Journaling;
using LogoutContracts.MockServer.Sessions;

namespace LogoutContracts.MockServer.Admin.Routes;

/// <summary>Reads the fields that select entries of the journal.</summary>
internal static class JournalFilter
{
    public static Func<JournalEntry, bool> Read(ServerState server, AdminFields query)
    {
        var contract = ContractRoutes.Optional(server, query);
        var operation = ContractRoutes.Operation(server, query, contract);
        var isKnown = (contract is not null || !query.Has("contract")) && (operation is not null || !query.Has("operation"));
        var variants = (contract is null ? server.Contracts : [contract]).SelectMany(each => each.Served(operation))
            .Distinct(StringComparer.Ordinal).ToList();
        var variant = isKnown ? query.OptionalWord("variant", variants) : query.OptionalText("variant");
        var status = query.Whole("status", 0, 999);
        var session = query.OptionalText("session");
        var known = session is null ? null : Find(server, contract, session);
        return entry => Is(contract?.Plan.Contract.Id, entry.Contract) && Is(operation, entry.Operation) && Is(variant, entry.Variant)
            && (status is null || status == entry.Status)
            && (session is null || (known is not null && entry.Concerns(known)) || Is(session, entry.Caller) || Is(session, entry.Opened));

        static bool Is(string? asked, string? there) => asked is null || string.Equals(asked, there, StringComparison.Ordinal);
    }

    // With a session, also the requests with its older values are found. The journal may know one that the mock has forgotten.
    private static Session? Find(ServerState server, MockedContract? contract, string hash)
    {
        return (contract is null ? server.Contracts : [contract]).Select(each => each.Sessions.WithHash(hash))
            .Concat(server.Journal.Entries.Select(entry =>
                Is(entry.Caller) ? entry.CallerSession : Is(entry.Opened) ? entry.OpenedSession : null))
            .FirstOrDefault(found => found is not null);

        bool Is(string? there) => string.Equals(hash, there, StringComparison.Ordinal);
    }
}
