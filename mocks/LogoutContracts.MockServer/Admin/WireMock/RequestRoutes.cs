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
        new("GET", Requests, _ => WireMockJson.List("requests", Newest(server, _ => true), WireMockJson.Write)),
        new("DELETE", Requests, _ => Clear(server)) { AllowsNoBody = true },
        new("POST", $"{Requests}/reset", _ => Clear(server)) { AllowsNoBody = true },
        new("POST", $"{Requests}/count", request => WithPattern(request, matches => AdminJson.Reply(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("count", server.Journal.Entries.Count(matches));
            json.WriteBoolean("requestJournalDisabled", !server.Journal.IsOn);
            json.WriteEndObject();
        }))),
        new("POST", $"{Requests}/find", request => WithPattern(
            request, matches => WireMockJson.List("requests", Newest(server, matches), WireMockJson.WriteRequest))),
        new("GET", $"{Requests}/unmatched", _ => WireMockJson.List(
            "requests", Newest(server, IsUnmatched), WireMockJson.WriteRequest)),
        new("GET", $"{Requests}/{{id}}", request => server.Journal.Entries.FirstOrDefault(
            entry => string.Equals(WireMockJson.IdOf(entry), request.Id, StringComparison.OrdinalIgnoreCase)) is { } found
                ? AdminJson.Reply(json => WireMockJson.Write(json, found)) : AdminProblems.NoSuch(request.Id, "request")),
    ];

    internal static bool IsUnmatched(JournalEntry entry) => entry is { Variant: null, Fault: null, IsRaw: false };

    internal static List<JournalEntry> Newest(ServerState server, Func<JournalEntry, bool> matches) =>
        [.. server.Journal.Entries.Where(matches).Reverse()];

    internal static AdminReply WithPattern(AdminRequest request, Func<Func<JournalEntry, bool>, AdminReply> answer)
    {
        var read = MappingReader.ReadPattern(request.Body);
        return read.Value is { } pattern ? answer(entry => pattern.Matches(entry.Mapped)) : AdminProblems.BadMapping(read.Diagnostics);
    }

    private static AdminReply Clear(ServerState server)
    {
        server.Journal.Clear();
        return WireMockJson.Done();
    }
}
