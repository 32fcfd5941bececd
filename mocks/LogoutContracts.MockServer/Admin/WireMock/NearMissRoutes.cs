using System.Text.Json;
using LogoutContracts.Mocks.Mappings;
using LogoutContracts.Mocks.Matching;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.MockServer.Contracts;
using LogoutContracts.MockServer.Journaling;

namespace LogoutContracts.MockServer.Admin.WireMock;

/// <summary>Compares requests that no mapping matched with the mappings, or a pattern with the requests.</summary>
internal static class NearMissRoutes
{
    private const int MaxMisses = 3;

    public static IEnumerable<AdminRoute> Of(ServerState server) =>
    [
        new("GET", $"{AdminRoute.Root}/requests/unmatched/near-misses", _ => UnmatchedAsync(server)),
        new("POST", $"{AdminRoute.Root}/near-misses/request-pattern", request => OfPatternAsync(server, request)),
    ];

    private static async ValueTask<AdminReply> UnmatchedAsync(ServerState server)
    {
        var entries = await RequestRoutes.NewestAsync(server, RequestRoutes.IsUnmatched);
        return Reply(entries.SelectMany(entry => server.Stubs
            .Where(stubs => string.Equals(stubs.Name, entry.Contract, StringComparison.Ordinal))
            .SelectMany(stubs => stubs.Table.Mappings)
            .Select(mapping => new Miss(
                entry, Distance(mapping.Request.Explain(entry.Mapped, Redactor.WithoutContract)), mapping.Source))
            .OrderBy(miss => miss.Distance).Take(MaxMisses)));
    }

    private static async ValueTask<AdminReply> OfPatternAsync(ServerState server, AdminRequest request)
    {
        var read = MappingReader.ReadPattern(request.Body);
        if (read.Value is not { } pattern)
            return AdminProblems.BadMapping(read.Diagnostics);
        return Reply((await RequestRoutes.AllAsync(server))
            .Select(entry => new Miss(entry, Distance(pattern.Explain(entry.Mapped, Redactor.WithoutContract)), null))
            .Where(miss => miss.Distance > 0).OrderBy(miss => miss.Distance).Take(MaxMisses));
    }

    private static double Distance(IEnumerable<RulePart> parts)
    {
        var all = parts.ToList();
        return (double)all.Count(part => !part.Fits) / all.Count;
    }

    private static AdminReply Reply(IEnumerable<Miss> misses) => AdminJson.Reply(json =>
    {
        json.WriteStartObject();
        json.WritePropertyName("nearMisses");
        json.WriteArray(misses, static (json, miss) =>
        {
            json.WriteStartObject();
            json.WritePropertyName("request");
            WireMockJson.WriteRequest(json, miss.Entry);
            if (miss.Mapping is { } mapping)
            {
                json.WritePropertyName("stubMapping");
                mapping.WriteTo(json);
            }

            json.WriteStartObject("matchResult");
            json.WriteNumber("distance", miss.Distance);
            json.WriteEndObject();
            json.WriteEndObject();
        });
        json.WriteEndObject();
    });

    /// <param name="Distance">0 for a match, and 1 if no part fits.</param>
    private sealed record Miss(JournalEntry Entry, double Distance, JsonElement? Mapping);
}
