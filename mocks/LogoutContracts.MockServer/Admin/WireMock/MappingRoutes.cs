using LogoutContracts.Mocks.Mappings;
using LogoutContracts.Mocks.Mappings.Model;
using LogoutContracts.MockServer.Contracts;
using LogoutContracts.MockServer.Stubs;

namespace LogoutContracts.MockServer.Admin.WireMock;

/// <summary>Lists, adds, changes and removes mappings. New ones belong to the first folder, or to the one that the query names.</summary>
internal static class MappingRoutes
{
    private const string Mappings = AdminRoute.Root + "/mappings";
    private const string One = Mappings + "/{id}";
    private const string Kind = "mapping";

    public static IEnumerable<AdminRoute> Of(ServerState server) =>
    [
        new("GET", Mappings, _ => WireMockJson.List("mappings", All(server).ToList(), WireMockJson.Write)),
        new("POST", Mappings, request => Add(server, request)),
        new("DELETE", Mappings, _ => Change(server, _ => [])) { AllowsNoBody = true },
        new("POST", $"{Mappings}/reset", _ => Reset(server)) { AllowsNoBody = true },
        new("POST", $"{Mappings}/find-by-metadata", request => WithMetadata(
            request, matches => WireMockJson.List("mappings", All(server).Where(matches).ToList(), WireMockJson.Write))),
        new("POST", $"{Mappings}/remove-by-metadata", request => WithMetadata(
            request, matches => Change(server, mappings => mappings.Where(mapping => !matches(mapping))))),
        new("GET", One, request => Find(server, request.Id) is var (_, mapping)
            ? AdminJson.Reply(json => WireMockJson.Write(json, mapping)) : AdminProblems.NoSuch(request.Id, Kind)),
        new("PUT", One, request => Replace(server, request)),
        new("DELETE", One, request => Remove(server, request.Id)) { AllowsNoBody = true },
    ];

    private static IEnumerable<StubMapping> All(ServerState server) => server.Stubs.SelectMany(stubs => stubs.Table.Mappings);

    private static (StubMock Stubs, StubMapping Mapping)? Find(ServerState server, string id)
    {
        if (!Guid.TryParse(id, out var asked))
            return null;
        foreach (var stubs in server.Stubs)
        {
            if (stubs.Table.Mappings.FirstOrDefault(mapping => mapping.Id == asked) is { } found)
                return (stubs, found);
        }

        return null;
    }

    private static AdminReply Add(ServerState server, AdminRequest request)
    {
        var query = AdminFields.OfQuery(request);
        var name = query.OptionalWord("stubs", [.. server.Stubs.Select(stubs => stubs.Name)]);
        if (query.Problem() is { } problem)
            return problem;
        if (server.Stubs.FirstOrDefault(stubs => name is null || string.Equals(stubs.Name, name, StringComparison.Ordinal)) is not { } to)
            return AdminProblems.NoStubs();
        var read = MappingReader.ReadOne(request.Body, to.Folder.BodyFile, Guid.NewGuid());
        if (read.Value is not { } mapping)
            return AdminProblems.BadMapping(read.Diagnostics);

        // As in WireMock, a mapping with a known id replaces the old one, and a new one takes precedence over older ones.
        to.Change(mappings => mappings.Where(known => known.Id != mapping.Id).Prepend(mapping));
        return AdminJson.Reply(json => WireMockJson.Write(json, mapping), 201);
    }

    private static AdminReply Replace(ServerState server, AdminRequest request)
    {
        if (Find(server, request.Id) is not var (stubs, old))
            return AdminProblems.NoSuch(request.Id, Kind);
        var read = MappingReader.ReadOne(request.Body, stubs.Folder.BodyFile, old.Id);
        if (read.Value is not { } mapping)
            return AdminProblems.BadMapping(read.Diagnostics);
        var renamed = mapping with { Id = old.Id };
        stubs.Change(mappings => mappings.Select(known => known.Id == old.Id ? renamed : known));
        return AdminJson.Reply(json => WireMockJson.Write(json, renamed));
    }

    private static AdminReply Remove(ServerState server, string id)
    {
        if (Find(server, id) is not var (stubs, mapping))
            return AdminProblems.NoSuch(id, Kind);
        stubs.Change(mappings => mappings.Where(known => known.Id != mapping.Id));
        return WireMockJson.Done();
    }

    private static AdminReply Change(ServerState server, Func<IReadOnlyList<StubMapping>, IEnumerable<StubMapping>> change)
    {
        foreach (var stubs in server.Stubs)
            stubs.Change(change);
        return WireMockJson.Done();
    }

    private static AdminReply Reset(ServerState server)
    {
        foreach (var stubs in server.Stubs)
            stubs.ResetMappings();
        return WireMockJson.Done();
    }

    private static AdminReply WithMetadata(AdminRequest request, Func<Func<StubMapping, bool>, AdminReply> answer)
    {
        var read = MappingReader.ReadCondition(request.Body);
        return read.Value is { } condition
            ? answer(mapping => mapping.Source.TryGetProperty("metadata", out var metadata) && condition.Holds(metadata))
            : AdminProblems.BadMapping(read.Diagnostics);
    }
}
