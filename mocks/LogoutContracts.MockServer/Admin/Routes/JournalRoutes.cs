using System.Text.Json;
using LogoutContracts.MockServer.Contracts;
using LogoutContracts.MockServer.Deciding;
using LogoutContracts.MockServer.Journaling;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.MockServer.Admin.Routes;

/// <summary>Lists, counts and clears the journal of recent requests.</summary>
internal static class JournalRoutes
{
    private const string Journal = AdminRoute.Root + "/journal";
    private const int DefaultLimit = 100;
    private const int MaxLimit = 1_000;

    public static IEnumerable<AdminRoute> Of(ServerState server) =>
    [
        new("GET", Journal, request => List(server, AdminFields.OfQuery(request))),
        new("GET", $"{Journal}/count", request => Count(server, AdminFields.OfQuery(request))),
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
            json.WriteArray(found.Take(limit), Write);

            // Value of 'after' for the next page; null on the last page.
            if (found.Count > limit)
                json.WriteNumber("next", found[limit - 1].Number);
            else
                json.WriteNull("next");
            json.WriteEndObject();
        });
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
        return entry => Is(contract?.Plan.Contract.Id, entry.Contract) && Is(operation, entry.Operation) && Is(variant, entry.Variant)
            && (status is null || status == entry.Status);

        static bool Is(string? asked, string? there) => asked is null || string.Equals(asked, there, StringComparison.Ordinal);
    }

    private static void Write(Utf8JsonWriter json, JournalEntry entry)
    {
        json.WriteStartObject();
        json.WriteNumber("number", entry.Number);
        json.WriteInstant("at", entry.At);
        json.WriteInstant("arrived", entry.ArrivedAt);
        if (entry.FinishedAt is { } finished)
            json.WriteInstant("finished", finished);
        else
            json.WriteNull("finished");
        json.WriteString("contract", entry.Contract);
        json.WriteString("operation", entry.Operation);
        json.WriteString("variant", entry.Variant);
        json.WriteNumber("status", entry.Status);
        json.WriteBoolean("raw", entry.IsRaw);
        json.WriteString("fault", entry.Fault is { } fault ? fault.Kind : null);
        json.WriteStartObject("caller");
        json.WriteString("credential", entry.Caller);
        json.WriteString("before", entry.CallerBefore.InSpecWords());
        json.WriteString("after", entry.CallerAfter.InSpecWords());
        json.WriteEndObject();
        json.WriteStartObject("target");
        json.WriteString("before", entry.TargetBefore.InSpecWords());
        json.WriteString("after", entry.TargetAfter.InSpecWords());
        json.WriteEndObject();
        json.WritePropertyName("nearest");
        NearMisses.Write(json, entry.Nearest);
        json.WriteNumber("microseconds", Math.Round(entry.Duration.TotalMicroseconds, 1));
        json.WriteString("method", entry.Method);
        json.WriteString("path", entry.Path);
        json.WritePropertyName("headers");
        json.WriteArray(entry.Headers, static (json, header) =>
        {
            json.WriteStartObject();
            json.WriteString("name", header.Name);
            json.WriteString("value", header.Value);
            json.WriteEndObject();
        });
        json.WriteString("body", entry.Body);
        json.WriteEndObject();
    }
}
