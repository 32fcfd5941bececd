using System.Text.Json;
using LogoutContracts.Mocks.Mappings.Json;
using LogoutContracts.Mocks.Mappings.Model;

namespace LogoutContracts.Mocks.Mappings.Reading;

/// <summary>Reads mappings of WireMock.Net, whose names ignore case.</summary>
internal static class NetMappings
{
    /// <summary>Whether a mapping has the format of WireMock.Net: its names start with capital letters.</summary>
    public static bool IsNet(PlacedJson mapping) => mapping.Members is [var first, ..] && first.Name is [>= 'A' and <= 'Z', ..];

    public static StubMapping Read(PlacedJson mapping, MappingInput input)
    {
        var fields = new MappingFields(mapping, "the mapping", input.Problems, StringComparer.OrdinalIgnoreCase);
        var id = Id(fields);
        var name = fields.Text("Title");
        var priority = fields.Whole("Priority", int.MinValue, int.MaxValue) ?? 0;
        var scenario = Scenario(fields);
        var request = fields.Optional("Request") is { } pattern ? NetRequests.Read(pattern, input.Problems) : Missing(fields);
        var response = NetResponses.Read(fields.Optional("Response"), input);

        // Only for people, or written by WireMock.Net when it saves a mapping.
        fields.Ignore("Description", "UpdatedAt", "Metadata");
        fields.Unsupported(
            "TimeSettings", "TimesInSameState", "Webhook", "Webhooks", "UseWebhooksFireAndForget", "Data", "Probability", "ProtoDefinition",
            "ProtoDefinitions");
        fields.RejectOthers();
        return new(id, name, priority, scenario, request, response, MappingPlaces.Of(mapping), mapping.Value);
    }

    private static Matching.RequestPattern Missing(MappingFields fields)
    {
        if (fields.Value.Kind == JsonValueKind.Object)
            fields.Problems.Missing(fields.Value, "Request", fields.What);
        return new([], new Matching.UrlPattern.Any(), []);
    }

    private static Guid Id(MappingFields fields)
    {
        if (fields.Optional("Guid") is not { } value)
            return MappingPlaces.IdOf(fields.Value);
        if (value.Kind == JsonValueKind.String && Guid.TryParse(value.Text, out var id))
            return id;
        fields.Problems.Malformed(value, "'Guid'", "a UUID");
        return Guid.Empty;
    }

    // A mapping without WhenStateIs answers in the initial state; one without SetStateTo puts the scenario back into it.
    private static MappingScenario? Scenario(MappingFields fields)
    {
        var (name, required, next) = (fields.Text("Scenario"), fields.Text("WhenStateIs"), fields.Text("SetStateTo"));
        var mark = SessionMarks.Read(fields, "Metadata");
        if (name is not null)
            return new(name, required ?? MappingScenario.Started, next ?? MappingScenario.Started, mark);
        if (required is not null || next is not null || mark is not null)
            fields.Problems.Missing(fields.Value, "Scenario", "a mapping with states");
        return null;
    }
}
