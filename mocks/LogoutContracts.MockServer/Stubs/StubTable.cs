using System.Collections.Frozen;
using LogoutContracts.Mocks.Mappings.Matching;
using LogoutContracts.Mocks.Mappings.Model;

namespace LogoutContracts.MockServer.Stubs;

/// <summary>
/// Finds the mapping for a request. Mappings for one path are found by path and method; only those with patterns are tried one by one.
/// </summary>
internal sealed class StubTable
{
    private static readonly ServedMapping[] None = [];

    private readonly ServedMapping[] all;
    private readonly ServedMapping[] patterns;
    private readonly FrozenDictionary<string, Place> places;

    /// <param name="mappings">In the order in which they take precedence, if they have the same priority.</param>
    public StubTable(IEnumerable<StubMapping> mappings)
    {
        Mappings = [.. mappings];
        all = [.. Mappings.OrderBy(mapping => mapping.Priority).Select((mapping, rank) => new ServedMapping(rank, mapping))];
        patterns = [.. all.Where(each => each.Mapping.Request.Path is null)];
        places = all.Where(each => each.Mapping.Request.Path is not null)
            .GroupBy(each => each.Mapping.Request.Path!, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => Place.Of([.. group]), StringComparer.Ordinal);
    }

    /// <summary>In the order in which they take precedence, if they have the same priority.</summary>
    public IReadOnlyList<StubMapping> Mappings { get; }

    /// <returns>The first mapping that matches, in the scenarios' states; null if none does.</returns>
    public ServedMapping? Find(MappedRequest request, ScenarioStates states)
    {
        // An encoded character can make another spelling of the same path.
        if (request.RawPath.Contains('%', StringComparison.Ordinal))
            return First(all, request, states);
        var here = places.TryGetValue(request.RawPath, out var place) ? place.For(request.Method) : None;
        if (patterns.Length == 0)
            return First(here, request, states);
        for (int i = 0, j = 0; i < here.Length || j < patterns.Length;)
        {
            var next = j == patterns.Length || (i < here.Length && here[i].Rank < patterns[j].Rank) ? here[i++] : patterns[j++];
            if (Answers(next, request, states))
                return next;
        }

        return null;
    }

    private static ServedMapping? First(ServedMapping[] mappings, MappedRequest request, ScenarioStates states)
    {
        foreach (var mapping in mappings)
        {
            if (Answers(mapping, request, states))
                return mapping;
        }

        return null;
    }

    private static bool Answers(ServedMapping served, MappedRequest request, ScenarioStates states) =>
        served.Mapping.Request.Matches(request) && states.Allow(served.Mapping.Scenario, request);

    /// <summary>The mappings for a path.</summary>
    private sealed record Place(FrozenDictionary<string, ServedMapping[]> ByMethod, ServedMapping[] ForOthers)
    {
        public static Place Of(ServedMapping[] mappings)
        {
            var forAll = mappings.Where(each => each.Mapping.Request.Methods.Count == 0);
            var methods = mappings.SelectMany(each => each.Mapping.Request.Methods).Distinct(StringComparer.Ordinal);
            return new(
                methods.ToFrozenDictionary(
                    method => method,
                    method => mappings.Where(each => each.Mapping.Request.Methods is var own
                        && (own.Count == 0 || own.Contains(method, StringComparer.Ordinal))).ToArray(),
                    StringComparer.Ordinal),
                [.. forAll]);
        }

        public ServedMapping[] For(string method) => ByMethod.TryGetValue(method, out var found) ? found : ForOthers;
    }
}

/// <summary>A mapping with its prepared answer.</summary>
/// <param name="Rank">Of several mappings that match, the one with the lowest rank answers.</param>
internal sealed record ServedMapping(int Rank, StubMapping Mapping)
{
    public StubAnswer Answer { get; } = new(Mapping.Response);
}
