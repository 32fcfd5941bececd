using System.Text.Json;
using LogoutContracts.Mocks.Mappings.Json;
using LogoutContracts.Mocks.Mappings.Model;

namespace LogoutContracts.Mocks.Mappings.Reading;

/// <summary>Reads mappings of WireMock.</summary>
internal static class WireMockMappings
{
    private const int DefaultPriority = 5;

    public static StubMapping Read(PlacedJson mapping, MappingInput input)
    {
        var fields = new MappingFields(mapping, "the mapping", input.Problems, StringComparer.Ordinal);
        var id = Id(fields);
        var name = fields.Text("name");
        var priority = fields.Whole("priority", 1, int.MaxValue) ?? DefaultPriority;
        var scenario = Scenario(fields);
        var request = WireMockRequests.Read(fields.Optional("request"), input.Problems);
        var response = WireMockResponses.Read(fields.Optional("response"), input);

        // Mappings are never written to disk. That a file's mapping is persistent says nothing new.
        fields.Ignore("persistent");
        fields.Unsupported("postServeActions", "serveEventListeners");
        fields.RejectOthers();
        return new(id, name, priority, scenario, request, response, MappingPlaces.Of(mapping), mapping.Value);
    }

    private static Guid Id(MappingFields fields)
    {
        if (fields.Optional("id", "uuid") is not { } value)
            return MappingPlaces.IdOf(fields.Value);
        if (value.Kind == JsonValueKind.String && Guid.TryParse(value.Text, out var id))
            return id;
        fields.Problems.Malformed(value, "the id", "a UUID");
        return Guid.Empty;
    }

    private static MappingScenario? Scenario(MappingFields fields)
    {
        var (name, required, next) =
            (fields.Text("scenarioName"), fields.Text("requiredScenarioState"), fields.Text("newScenarioState"));
        var mark = SessionMarks.Read(fields, "metadata");
        if (name is not null)
            return new(name, required, next, mark);
        if (required is not null || next is not null || mark is not null)
            fields.Problems.Missing(fields.Value, "scenarioName", "a mapping with states");
        return null;
    }
}
