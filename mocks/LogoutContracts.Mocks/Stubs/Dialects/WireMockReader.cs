using System.Text.Json;
using LogoutContracts.Mocks.Stubs.Format;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Stubs.Dialects;

/// <summary>Reads only the forms that <see cref="WireMockDialect"/> writes; other forms have not been tested.</summary>
internal static class WireMockReader
{
    public static Stub Stub(JsonPlace mapping)
    {
        mapping.Only("id", "name", "priority", "scenarioName", "requiredScenarioState", "newScenarioState", "request", "response");
        return new(
            mapping["id"].Id(),
            mapping["name"].Text(),
            mapping["priority"].Number(),
            Scenario(mapping),
            Request(mapping["request"].Only("method", "urlPath", "headers", "cookies", "queryParameters", "bodyPatterns")),
            Response(mapping["response"].Only("status", "headers", "body")));
    }

    private static StubScenario? Scenario(JsonPlace mapping) =>
        (mapping.Optional("scenarioName") ?? mapping.Optional("requiredScenarioState") ?? mapping.Optional("newScenarioState")) is null
            ? null
            : new(mapping["scenarioName"].Text(), mapping["requiredScenarioState"].Text(), mapping["newScenarioState"].Text());

    private static StubRequest Request(JsonPlace request) => new(
        request["method"].Text() is not WireMockDialect.AnyMethod and var method ? method : null,
        request["urlPath"].Text(),
        Patterns(request.Optional("headers"), Header),
        Patterns(request.Optional("cookies"), Exact),
        Patterns(request.Optional("queryParameters"), Exact),
        request.Optional("bodyPatterns") is { } patterns ? Body(patterns.Single()) : null);

    private static StubResponse Response(JsonPlace response) => new(
        response["status"].Number(),
        StubJson.ResponseHeaders(response.Optional("headers")),
        response.Optional("body")?.Text() ?? "");

    private static ValueList<NamedPattern> Patterns(JsonPlace? named, Func<JsonPlace, ValuePattern> pattern) =>
        (named?.Members() ?? []).Select(member => new NamedPattern(member.Name, pattern(member.Place))).ToValueList();

    private static ValuePattern.Exact Exact(JsonPlace pattern) => new(pattern.Only("equalTo")["equalTo"].Text());

    private static ValuePattern Header(JsonPlace header) => header.Members() switch
    {
        [("absent", { Value.ValueKind: JsonValueKind.True })] => new ValuePattern.Absent(),
        [("equalTo", var value)] => new ValuePattern.Exact(value.Text()),
        [("matches", var regex)] => Regex(regex),
        _ => throw header.Unfit("a known header matcher"),
    };

    private static ValuePattern Regex(JsonPlace regex) =>
        regex.Text() is StubJson.AnyValue ? new ValuePattern.Present() : new ValuePattern.Matches(Searched(regex));

    /// <summary>The expression that is searched for, without what makes WireMock search.</summary>
    private static string Searched(JsonPlace regex)
    {
        var text = regex.Text();
        return text.Length >= WireMockDialect.BeforeRegex.Length + WireMockDialect.AfterRegex.Length
            && text.StartsWith(WireMockDialect.BeforeRegex, StringComparison.Ordinal)
            && text.EndsWith(WireMockDialect.AfterRegex, StringComparison.Ordinal)
            ? text[WireMockDialect.BeforeRegex.Length..^WireMockDialect.AfterRegex.Length]
            : throw regex.Unfit($"\"{WireMockDialect.BeforeRegex}…{WireMockDialect.AfterRegex}\" or \"{StubJson.AnyValue}\"");
    }

    private static StubBody Body(JsonPlace body) => body.Members() switch
    {
        [("absent", { Value.ValueKind: JsonValueKind.True })] => new StubBody.Empty(),
        [("equalTo", var text)] => new StubBody.Text(text.Text()),
        [("matches", var regex)] => new StubBody.Matches(regex.Text()),
        [("equalToJson", { Value.ValueKind: JsonValueKind.Object } json)] => new StubBody.Json(StubJson.Compact(json.Value)),
        [("matchesJsonSchema", var schema), ("schemaVersion", var version)] when version.Text() is WireMockDialect.SchemaVersion =>
            Lacks(schema),
        _ => throw body.Unfit("a known body matcher"),
    };

    private static StubBody.Lacks Lacks(JsonPlace schema)
    {
        var property = JsonPlace.Parse(schema.Text()).Optional("not")?.Optional("required")?.Single().Text();
        return property is not null && string.Equals(schema.Text(), WireMockDialect.SchemaWithout(property), StringComparison.Ordinal)
            ? new StubBody.Lacks(property)
            : throw schema.Unfit("the schema of an object without one property");
    }
}
