using System.Text.Json;
using LogoutContracts.Mocks.Mappings.Json;
using LogoutContracts.Mocks.Mappings.Matching;
using LogoutContracts.Mocks.Mappings.Model;
using LogoutContracts.Mocks.Mappings.Reading;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Mappings;

/// <summary>Reads mapping files of WireMock and WireMock.Net: a mapping, a list of them, or <c>{ "mappings": [ … ] }</c>.</summary>
public static class MappingReader
{
    /// <summary>Names the body of a request in diagnostics.</summary>
    private const string Body = "body";

    /// <summary>Reads all files of a folder.</summary>
    /// <param name="name">Names the folder in logs and in the admin API.</param>
    /// <param name="files">Name and content of each file, in the order in which WireMock loads them.</param>
    /// <param name="bodies">Reads the files that hold bodies.</param>
    /// <param name="unreadable">Files that cannot be read, with the reason; they become problems, too.</param>
    /// <param name="folder">The folder, for messages.</param>
    public static Parsed<MappingSet> Read(
        string name, IReadOnlyList<(string Name, ReadOnlyMemory<byte> Content)> files, BodyFiles bodies,
        IReadOnlyList<(string Name, string Reason)> unreadable, string folder)
    {
        var problems = new MappingProblems();
        foreach (var (file, reason) in unreadable)
            problems.CannotRead(file, reason);
        if (files.Count == 0 && unreadable.Count == 0)
            problems.NoMappings(folder);
        var input = new MappingInput(problems, bodies);
        var read = new List<(PlacedJson Place, StubMapping Mapping, bool IsNet)>();
        foreach (var (file, content) in files)
        {
            foreach (var place in MappingsIn(file, content.Span, problems))
            {
                var isNet = NetMappings.IsNet(place);
                read.Add((place, isNet ? NetMappings.Read(place, input) : WireMockMappings.Read(place, input), isNet));
            }
        }

        CheckIds(read.Select(each => (each.Place, each.Mapping)), problems);
        CheckSessions(read.Select(each => (each.Place, each.Mapping)), problems);
        return problems.Count > 0 ? Parsed<MappingSet>.Failed(problems.All) : Parsed<MappingSet>.Of(new(name, InOrder(read)));
    }

    /// <summary>Reads one mapping, as the admin API gets it.</summary>
    /// <param name="id">The id of a mapping that does not state one.</param>
    public static Parsed<StubMapping> ReadOne(ReadOnlyMemory<byte> json, BodyFiles bodies, Guid id)
    {
        var problems = new MappingProblems();
        if (PlacedJsonReader.Read(Body, json.Span, problems) is not { } place)
            return Parsed<StubMapping>.Failed(problems.All);
        if (place.Members.FirstOrDefault(member => member.Name is "persistent") is { Value.Kind: JsonValueKind.True } persistent)
            problems.Unsupported(Body, persistent.At, persistent.Name, "the mapping", "remove it; mappings are not saved");
        var input = new MappingInput(problems, bodies);
        var mapping = NetMappings.IsNet(place) ? NetMappings.Read(place, input) : WireMockMappings.Read(place, input);
        if (problems.Count > 0)
            return Parsed<StubMapping>.Failed(problems.All);
        return Parsed<StubMapping>.Of(mapping.Id == MappingPlaces.IdOf(place) ? mapping with { Id = id } : mapping);
    }

    /// <summary>Reads a request pattern of WireMock, as the admin API gets it.</summary>
    public static Parsed<RequestPattern> ReadPattern(ReadOnlyMemory<byte> json) =>
        Read(json, WireMockRequests.Read);

    /// <summary>Reads a matcher of WireMock for a JSON value, as the admin API gets it.</summary>
    public static Parsed<JsonCondition> ReadCondition(ReadOnlyMemory<byte> json) => Read(
        json,
        (place, problems) => WireMockMatchers.Read(place, "the metadata", problems) is { } matcher ? new JsonCondition(matcher) : null);

    private static Parsed<T> Read<T>(ReadOnlyMemory<byte> json, Func<PlacedJson, MappingProblems, T?> read)
        where T : class
    {
        var problems = new MappingProblems();
        var value = PlacedJsonReader.Read(Body, json.Span, problems) is { } place ? read(place, problems) : null;
        return value is null || problems.Count > 0 ? Parsed<T>.Failed(problems.All) : Parsed<T>.Of(value);
    }

    // Of WireMock's mappings with the same priority, the last one answers; of WireMock.Net's, the first one.
    private static ValueList<StubMapping> InOrder(List<(PlacedJson Place, StubMapping Mapping, bool IsNet)> read) =>
    [
        .. read.Where(each => !each.IsNet).Select(each => each.Mapping).Reverse(),
        .. read.Where(each => each.IsNet).Select(each => each.Mapping),
    ];

    private static IEnumerable<PlacedJson> MappingsIn(string file, ReadOnlySpan<byte> content, MappingProblems problems)
    {
        if (PlacedJsonReader.Read(file, content, problems) is not { } root)
            return [];
        if (root.Kind == JsonValueKind.Array)
            return root.Items;
        if (root.Kind != JsonValueKind.Object || !root.Members.Any(member => member.Name is "mappings"))
            return [root];
        var fields = new MappingFields(root, "the file", problems, StringComparer.Ordinal);
        var mappings = fields.List("mappings");
        fields.Ignore("meta");
        fields.Unsupported("importOptions");
        fields.RejectOthers();
        return mappings;
    }

    private static void CheckIds(IEnumerable<(PlacedJson Place, StubMapping Mapping)> read, MappingProblems problems)
    {
        var known = new Dictionary<Guid, string>();
        foreach (var (place, mapping) in read)
        {
            if (mapping.Id != Guid.Empty && !known.TryAdd(mapping.Id, mapping.Place))
                problems.DuplicateId(place, mapping.Id.ToString(), known[mapping.Id]);
        }
    }

    private static void CheckSessions(IEnumerable<(PlacedJson Place, StubMapping Mapping)> read, MappingProblems problems)
    {
        var known = new Dictionary<string, StubMapping>(StringComparer.Ordinal);
        foreach (var (place, mapping) in read)
        {
            if (mapping.Scenario is not { } scenario || known.TryAdd(scenario.Name, mapping))
                continue;
            var first = known[scenario.Name];
            if (first.Scenario!.PerSession != scenario.PerSession)
                problems.DifferentSessions(place, scenario.Name, first.Place);
        }
    }
}
