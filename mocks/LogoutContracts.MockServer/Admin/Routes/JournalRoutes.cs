using System.Text;
using LogoutContracts.MockServer.Admin.Exports;
using LogoutContracts.MockServer.Contracts;

namespace LogoutContracts.MockServer.Admin.Routes;

/// <summary>Lists, counts, exports and clears the journal of recent requests.</summary>
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
        new("GET", $"{Journal}/har", request => Har(server, AdminFields.OfQuery(request))),
        new("GET", $"{Journal}/test", request => Test(server, AdminFields.OfQuery(request))),
        new("DELETE", Journal, _ =>
        {
            server.Journal.Clear();
            return AdminReply.Done;
        }),
    ];

    private static AdminReply List(ServerState server, AdminFields query)
    {
        var matches = JournalFilter.Read(server, query);
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

    private static AdminReply Har(ServerState server, AdminFields query)
    {
        var matches = JournalFilter.Read(server, query);
        return query.Problem() ?? (AdminJson.Reply(json => HarExport.Write(json, server, server.Journal.Entries.Where(matches))) with
        {
            Headers = [SavedAs("journal.har")],
        });
    }

    private static AdminReply Test(ServerState server, AdminFields query)
    {
        var matches = JournalFilter.Read(server, query);
        if (query.Problem() is { } problem)
            return problem;
        var entries = server.Journal.Entries.Where(matches).ToList();
        return entries.Count == 0 ? AdminProblems.NothingRecorded()
            : new(200, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(TestExport.Of(server, entries)), SavedAs("RecordedRequests.cs"));
    }

    private static (string Name, string Value) SavedAs(string file) => ("Content-Disposition", $"attachment; filename=\"{file}\"");

    private static AdminReply Stream(ServerState server, AdminFields query, AdminRequest request, CancellationToken stopping)
    {
        var matches = JournalFilter.Read(server, query);
        var after = query.Whole("after", 0, long.MaxValue) ?? 0;
        if (query.Problem() is { } problem)
            return problem;
        var last = JournalPlace.TryParse(request.Headers["Last-Event-ID"]) ?? new(null, after);
        return new(200, "text/event-stream", default)
        {
            Stream = (to, aborted) => JournalStream.WriteAsync(
                server.Journal, matches, last, JournalEntryJson.Write, to, aborted, stopping),
        };
    }

    private static AdminReply Count(ServerState server, AdminFields query)
    {
        var matches = JournalFilter.Read(server, query);
        return query.Problem() ?? AdminJson.Reply(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("count", server.Journal.Entries.Count(matches));
            json.WriteNumber("total", server.Journal.Count);
            json.WriteEndObject();
        });
    }
}
