using LogoutContracts.Mocks.Mappings.Model;
using LogoutContracts.MockServer.Contracts;
using LogoutContracts.MockServer.Stubs;

namespace LogoutContracts.MockServer.Admin.WireMock;

/// <summary>Lists and resets scenarios.</summary>
internal static class ScenarioRoutes
{
    private const string Scenarios = AdminRoute.Root + "/scenarios";

    public static IEnumerable<AdminRoute> Of(ServerState server) =>
    [
        new("GET", Scenarios, _ => List(server)),
        new("POST", $"{Scenarios}/reset", _ =>
        {
            foreach (var stubs in server.Stubs)
                stubs.Scenarios.Reset();
            return WireMockJson.Done();
        })
        { AllowsNoBody = true },
    ];

    private static AdminReply List(ServerState server) => AdminJson.Reply(json =>
    {
        json.WriteStartObject();
        json.WritePropertyName("scenarios");
        json.WriteArray(server.Stubs.SelectMany(ScenariosOf), static (json, scenario) =>
        {
            var (stubs, mappings) = scenario;
            var own = mappings[0].Scenario!;
            json.WriteStartObject();
            json.WriteString("id", own.Name);
            json.WriteString("name", own.Name);
            json.WriteString("state", stubs.Scenarios.StateOf(own.Name));
            json.WritePropertyName("possibleStates");
            json.WriteArray(StatesOf(mappings), static (json, state) => json.WriteStringValue(state));
            if (own.PerSession is not null)
                json.WriteNumber("sessions", stubs.Scenarios.SessionsIn(own.Name));
            json.WritePropertyName("mappings");
            json.WriteArray(mappings, WireMockJson.Write);
            json.WriteEndObject();
        });
        json.WriteEndObject();
    });

    private static IEnumerable<(StubMock Stubs, List<StubMapping> Mappings)> ScenariosOf(StubMock stubs) => stubs.Table.Mappings
        .Where(mapping => mapping.Scenario is not null).GroupBy(mapping => mapping.Scenario!.Name, StringComparer.Ordinal)
        .Select(group => (stubs, group.ToList()));

    private static IEnumerable<string> StatesOf(IEnumerable<StubMapping> mappings) => mappings
        .SelectMany(mapping => new[] { mapping.Scenario!.Required, mapping.Scenario.Next }).OfType<string>()
        .Prepend(MappingScenario.Started).Distinct(StringComparer.Ordinal);
}
