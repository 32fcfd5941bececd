using System.Globalization;
using LogoutContracts.MockServer.Contracts;
using LogoutContracts.MockServer.Journaling;

namespace LogoutContracts.MockServer.Admin.Routes;

/// <summary>Lists, counts and clears the journal of recent requests.</summary>
internal static class JournalRoutes
{
    private const string Journal = AdminRoute.Root + "/journal";
    private const int DefaultLimit = 100;
    private const int MaxLimit = 1_000;

    /// <param name="stopping">Cancelled when the server stops.</param>
    public static IEnumerable<AdminRoute> Of(ServerState server, CancellationToken stopping) =>
    [
        new("GET", Journal, request => List(server, AdminFields.OfQuery(request))),
        new("GET", $"{Journal}/count", request => Count(server, AdminFields.OfQuery(request))),
        new("GET", $"{Journal}/stream", request => Stream(server, AdminFields.OfQuery(request), request, stopping)),
        new("DELETE", Journal, _ =>
        {
            server.Journal.Clear();
            return AdminReply.Done;
        }),
    ];

    private static AdminReply List(ServerState server, AdminFields query)
    {
        var matches = Filter(server, query);
        var after = query.Whole("after", 0, long.MaxValue) ?? 0;
        var limit = (int)(query.Whole("limit", 1, MaxLimit) ?? DefaultLimit);
        if (query.Problem() is { } problem)
            return problem;
        var found = server.Journal.Entries.Where(entry => entry.Number > after && matches(entry)).Take(limit + 1).ToList();
        return AdminJson.Reply(json =>
        {
            json.WriteStartObject();
            json.WritePropertyName("entries");
            json.WriteArray(found.Take(limit), JournalEntryJson.Write);

            // Value of 'after' for the next page; null on the last page.
            if (found.Count > limit)
                json.WriteNumber("next", found[limit - 1].Number);
            else
                json.WriteNull("next");
            json.WriteEndObject();
        });
    }

    private static AdminReply Stream(ServerState server, AdminFields query, AdminRequest request, CancellationToken stopping)
    {
        var matches = Filter(server, query);
        var after = query.Whole("after", 0, long.MaxValue) ?? 0;
        if (query.Problem() is { } problem)
            return problem;
        if (long.TryParse(request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out var last))
            after = last;
        return new(200, "text/event-stream", default)
        {
            Stream = (to, aborted) => JournalStream.WriteAsync(
                server.Journal, matches, after, JournalEntryJson.Write, to, aborted, stopping),
        };
    }

    private static AdminReply Count(ServerState server, AdminFields query)
    {
        var matches = Filter(server, query);
        return query.Problem() ?? AdminJson.Reply(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("count", server.Journal.Entries.Count(matches));
            json.WriteNumber("total", server.Journal.Count);
            json.WriteEndObject();
        });
    }

    private static Func<JournalEntry, bool> Filter(ServerState server, AdminFields query)
    {
        var contract = ContractRoutes.Optional(server, query);
        var operation = ContractRoutes.Operation(server, query, contract);
        var isKnown = (contract is not null || !query.Has("contract")) && (operation is not null || !query.Has("operation"));
        var variants = (contract is null ? server.Contracts : [contract]).SelectMany(each => each.Served(operation))
            .Distinct(StringComparer.Ordinal).ToList();
        var variant = isKnown ? query.OptionalWord("variant", variants) : query.OptionalText("variant");
        var status = query.Whole("status", 0, 999);
        var session = query.OptionalText("session");
        return entry => Is(contract?.Plan.Contract.Id, entry.Contract) && Is(operation, entry.Operation) && Is(variant, entry.Variant)
            && (session is null || Is(session, entry.Caller)) && (status is null || status == entry.Status);

        static bool Is(string? asked, string? there) => asked is null || string.Equals(asked, there, StringComparison.Ordinal);
    }
}
