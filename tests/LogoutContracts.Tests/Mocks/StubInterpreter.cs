using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Mocks.Requests.Editing;
using LogoutContracts.Mocks.Stubs.Dialects;
using LogoutContracts.Mocks.Stubs.Format;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Tests.Mocks;

/// <summary>
/// Answers requests from committed WireMock.Net mappings, as the documentation of WireMock.Net describes matching: the matching mapping
/// with the lowest priority number answers, and puts its scenario into its next state.
/// </summary>
internal sealed class StubInterpreter
{
    private readonly List<Stub> stubs;
    private readonly Dictionary<string, string> states = new(StringComparer.Ordinal);

    /// <param name="folder">A folder of mapping files.</param>
    public StubInterpreter(string folder) => stubs =
        [.. Directory.GetFiles(folder, "*.json").SelectMany(file => WireMockNetDialect.Read(File.ReadAllText(file)))
            .OrderBy(stub => stub.Priority)];

    /// <summary>Puts all scenarios into their initial states.</summary>
    public void Reset() => states.Clear();

    /// <returns>Null if no mapping matches.</returns>
    public StubResponse? Answer(RenderedRequest request)
    {
        if (stubs.Find(stub => IsInState(stub.Scenario) && Matches(stub.Request, request)) is not { } found)
            return null;
        if (found.Scenario is { } scenario)
            states[scenario.Name] = scenario.Next;
        return found.Response;
    }

    private bool IsInState(StubScenario? scenario) => scenario is null
        || string.Equals(states.GetValueOrDefault(scenario.Name, StubScenario.Started), scenario.Required, StringComparison.Ordinal);

    private static bool Matches(StubRequest pattern, RenderedRequest request)
    {
        var target = request.Target.Split('?', 2);
        var query = target.Length == 1 ? [] : target[1].Split('&').Select(pair => pair.Split('=', 2))
            .Select(pair => (Name: Uri.UnescapeDataString(pair[0]), Value: Uri.UnescapeDataString(pair[^1]))).ToList();
        var cookies = request.Headers.Where(header => header.Name.Equals("Cookie", StringComparison.OrdinalIgnoreCase))
            .SelectMany(header => header.Value.Split("; ")).Select(pair => pair.Split('=', 2))
            .Select(pair => (Name: pair[0], Value: pair[^1])).ToList();
        return (pattern.Method is null || string.Equals(pattern.Method, request.Method, StringComparison.Ordinal))
            && string.Equals(pattern.Path, target[0], StringComparison.Ordinal)
            && pattern.Headers.All(named => Holds(named.Pattern, request.Header(named.Name)))
            && pattern.Cookies.All(named => Holds(named.Pattern, Find(cookies, named.Name)))
            && pattern.Query.All(named => Holds(named.Pattern, Find(query, named.Name)))
            && Holds(pattern.Body, request.Body);
    }

    private static string? Find(List<(string Name, string Value)> pairs, string name) =>
        pairs.Find(pair => string.Equals(pair.Name, name, StringComparison.Ordinal)).Value;

    private static bool Holds(ValuePattern pattern, string? value) => pattern switch
    {
        ValuePattern.Absent => value is null,
        ValuePattern.Present => value is not null,
        ValuePattern.Exact exact => string.Equals(exact.Value, value, StringComparison.Ordinal),
        ValuePattern.Matches matches => value is not null
            && Regex.IsMatch(value, matches.Regex, RegexOptions.CultureInvariant | RegexOptions.Multiline, TimeSpan.FromSeconds(1)),
        _ => throw new NotSupportedException(pattern.ToString()),
    };

    private static bool Holds(StubBody? pattern, string? body) => pattern switch
    {
        null => true,
        StubBody.Empty => string.IsNullOrEmpty(body),
        StubBody.Text text => string.Equals(text.Value, body, StringComparison.Ordinal),
        StubBody.Matches matches => body is not null
            && Regex.IsMatch(body, matches.Regex, RegexOptions.CultureInvariant | RegexOptions.Multiline, TimeSpan.FromSeconds(1)),
        StubBody.Json json => JsonNode.DeepEquals(Parse(body), JsonNode.Parse(json.Value)),
        StubBody.Lacks lacks => Parse(body) is JsonObject found && !found.ContainsKey(lacks.Property),
        _ => throw new NotSupportedException(pattern.ToString()),
    };

    private static JsonNode? Parse(string? body)
    {
        try
        {
            return JsonNode.Parse(body ?? "");
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
