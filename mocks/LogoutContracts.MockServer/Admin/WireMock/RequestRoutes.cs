using LogoutContracts.Mocks.Mappings;
using LogoutContracts.MockServer.Contracts;
using LogoutContracts.MockServer.Journaling;

namespace LogoutContracts.MockServer.Admin.WireMock;

/// <summary>Lists, counts and finds requests to stubs and contracts. Patterns see the whole request; replies hide credentials.</summary>
internal static class RequestRoutes
{
    private const string Requests = AdminRoute.Root + "/requests";

    public static IEnumerable<AdminRoute> Of(ServerState server) =>
    [
        new("GET", Requests, async _ => WireMockJson.List("requests", await NewestAsync(server, static _ => true), WireMockJson.Write)),
        new("DELETE", Requests, _ => ClearAsync(server)) { AllowsNoBody = true },
        new("POST", $"{Requests}/reset", _ => ClearAsync(server)) { AllowsNoBody = true },
        new("POST", $"{Requests}/count", request => WithPatternAsync(request, async matches =>
        {
            var found = await NewestAsync(server, matches);
            return AdminJson.Reply(json =>
            {
                json.WriteStartObject();
                json.WriteNumber("count", found.Count);
                json.WriteBoolean("requestJournalDisabled", !server.Journal.IsOn);
                json.WriteEndObject();
            });
        })),
        new("POST", $"{Requests}/find", request => WithPatternAsync(request, async matches =>
            WireMockJson.List("requests", await NewestAsync(server, matches), WireMockJson.WriteRequest))),
        new("GET", $"{Requests}/unmatched", async _ => WireMockJson.List(
            "requests", await NewestAsync(server, IsUnmatched), WireMockJson.WriteRequest)),
        new("GET", $"{Requests}/{{id}}", async request =>
            (await NewestAsync(server, entry => string.Equals(WireMockJson.IdOf(entry), request.Id, StringComparison.OrdinalIgnoreCase)))
                is [var found, ..] ? AdminJson.Reply(json => WireMockJson.Write(json, found))
                : AdminProblems.NoSuch(request.Id, "request")),
    ];

    internal static bool IsUnmatched(JournalEntry entry) => entry is { Variant: null, Fault: null, IsRaw: false };

    /// <summary>The matching entries, newest first.</summary>
    internal static async ValueTask<List<JournalEntry>> NewestAsync(ServerState server, Func<JournalEntry, bool> matches) =>
        [.. (await AllAsync(server)).Where(matches).Reverse()];

    /// <summary>All entries, oldest first.</summary>
    internal static async ValueTask<IEnumerable<JournalEntry>> AllAsync(ServerState server)
    {
        await server.WholeJournal.FlushAsync();
        return (await server.WholeJournal.ReadAsync(new())).InTime;
    }

    internal static async ValueTask<AdminReply> WithPatternAsync(
        AdminRequest request, Func<Func<JournalEntry, bool>, ValueTask<AdminReply>> answer)
    {
        var read = MappingReader.ReadPattern(request.Body);
        return read.Value is { } pattern ? await answer(entry => pattern.Matches(entry.Mapped))
            : AdminProblems.BadMapping(read.Diagnostics);
    }

    private static async ValueTask<AdminReply> ClearAsync(ServerState server)
    {
        await server.WholeJournal.ClearAsync();
        return WireMockJson.Done();
    }
}
