using System.Text;
using System.Text.Json;
using LogoutContracts.MockServer.Admin.Exports;
using LogoutContracts.MockServer.Contracts;
using LogoutContracts.MockServer.Journaling;

namespace LogoutContracts.MockServer.Admin.Routes;

/// <summary>Lists, counts, exports and clears the journal of recent requests, also of the servers that share the state.</summary>
internal static class JournalRoutes
{
    private const string Journal = AdminRoute.Root + "/journal";
    private const int DefaultLimit = 100;
    private const int MaxLimit = 1_000;

    /// <param name="stopping">Cancelled when the server stops.</param>
    public static IEnumerable<AdminRoute> Of(ServerState server, CancellationToken stopping) =>
    [
        new("GET", Journal, request => ListAsync(server, AdminFields.OfQuery(request))),
        new("GET", $"{Journal}/count", request => CountAsync(server, AdminFields.OfQuery(request))),
        new("GET", $"{Journal}/stream", request => StreamAsync(server, AdminFields.OfQuery(request), request, stopping)),
        new("GET", $"{Journal}/har", request => HarAsync(server, AdminFields.OfQuery(request))),
        new("GET", $"{Journal}/test", request => TestAsync(server, AdminFields.OfQuery(request))),
        new("DELETE", Journal, request => ClearAsync(server, AdminFields.OfQuery(request))),
    ];

    private static async ValueTask<AdminReply> ListAsync(ServerState server, AdminFields query)
    {
        var filter = await JournalFilter.ReadAsync(server, query);
        var after = query.Whole("after", 0, long.MaxValue) ?? 0;
        var limit = (int)(query.Whole("limit", 1, MaxLimit) ?? DefaultLimit);
        if (query.Problem() is { } problem)
            return problem;
        var missing = await server.WholeJournal.FlushAsync(filter.Replica);
        var found = await FirstAsync(server.WholeJournal, filter, after, limit + 1);
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
            WriteMissing(json, missing);
            json.WriteEndObject();
        });
    }

    /// <summary>The first matching entries after a number.</summary>
    private static async ValueTask<List<JournalEntry>> FirstAsync(IJournalReader journal, JournalFilter filter, long after, int count)
    {
        var (matches, found) = (await filter.MatcherAsync(), new List<JournalEntry>());
        while (true)
        {
            // Not all at once: a shared journal may be large, and most of it is not for this page.
            var part = await journal.ReadAsync(new(after, MaxLimit, filter.Replica));
            found.AddRange(part.Entries.Where(matches).Take(count - found.Count));
            if (found.Count == count || part.Last is not { } last)
                return found;
            after = last;
        }
    }

    private static async ValueTask<AdminReply> CountAsync(ServerState server, AdminFields query)
    {
        var filter = await JournalFilter.ReadAsync(server, query);
        if (query.Problem() is { } problem)
            return problem;
        var (missing, total, entries) = await AllAsync(server, filter);
        return AdminJson.Reply(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("count", entries.Count);
            json.WriteNumber("total", total);
            WriteMissing(json, missing);
            json.WriteEndObject();
        });
    }

    private static async ValueTask<AdminReply> HarAsync(ServerState server, AdminFields query)
    {
        var filter = await JournalFilter.ReadAsync(server, query);
        if (query.Problem() is { } problem)
            return problem;
        var (missing, _, entries) = await AllAsync(server, filter);
        return AdminJson.Reply(json => HarExport.Write(json, server, entries, missing)) with { Headers = [SavedAs("journal.har")] };
    }

    private static async ValueTask<AdminReply> TestAsync(ServerState server, AdminFields query)
    {
        var filter = await JournalFilter.ReadAsync(server, query);
        if (query.Problem() is { } problem)
            return problem;
        var (missing, _, entries) = await AllAsync(server, filter);
        return entries.Count == 0 ? AdminProblems.NothingRecorded() : new(
            200, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(TestExport.Of(server, entries, missing)),
            SavedAs("RecordedRequests.cs"));
    }

    /// <summary>
    /// All matching entries, oldest first; the servers whose newest entries may be missing; and the number of all requests.
    /// </summary>
    private static async ValueTask<(IReadOnlyList<string> Missing, long Total, IReadOnlyList<JournalEntry> Entries)> AllAsync(
        ServerState server, JournalFilter filter)
    {
        var missing = await server.WholeJournal.FlushAsync(filter.Replica);
        var (matches, all) = (await filter.MatcherAsync(), await server.WholeJournal.ReadAsync(new() { Replica = filter.Replica }));
        return (missing, all.Count, [.. all.InTime.Where(matches)]);
    }

    private static (string Name, string Value) SavedAs(string file) => ("Content-Disposition", $"attachment; filename=\"{file}\"");

    private static async ValueTask<AdminReply> StreamAsync(
        ServerState server, AdminFields query, AdminRequest request, CancellationToken stopping)
    {
        var filter = await JournalFilter.ReadAsync(server, query);
        var after = query.Whole("after", 0, long.MaxValue) ?? 0;
        if (query.Problem() is { } problem)
            return problem;
        var last = JournalPlace.TryParse(request.Headers["Last-Event-ID"]) ?? new(null, after);
        var matches = await filter.MatcherAsync();
        return new(200, "text/event-stream", default)
        {
            Stream = (to, aborted) => JournalStream.WriteAsync(
                server.WholeJournal, matches, last, JournalEntryJson.Write, to, aborted, stopping),
        };
    }

    private static async ValueTask<AdminReply> ClearAsync(ServerState server, AdminFields query)
    {
        var replica = await JournalFilter.ReadReplicaAsync(server, query);
        if (query.Problem() is { } problem)
            return problem;
        await server.WholeJournal.ClearAsync(replica);
        return AdminReply.Done;
    }

    private static void WriteMissing(Utf8JsonWriter json, IReadOnlyList<string> replicas)
    {
        json.WritePropertyName("missing");
        json.WriteArray(replicas, static (json, replica) => json.WriteStringValue(replica));
    }
}
