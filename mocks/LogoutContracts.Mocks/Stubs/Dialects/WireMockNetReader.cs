using System.Text.Json;
using LogoutContracts.Mocks.Stubs.Format;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Stubs.Dialects;

/// <summary>Reads only the forms that <see cref="WireMockNetDialect"/> writes; other forms have not been tested.</summary>
internal static class WireMockNetReader
{
    public static Stub Stub(JsonPlace mapping)
    {
        mapping.Only("Guid", "Title", "Priority", "Scenario", "WhenStateIs", "SetStateTo", "Request", "Response");
        return new(
            mapping["Guid"].Id(),
            mapping["Title"].Text(),
            mapping["Priority"].Number(),
            Scenario(mapping),
            Request(mapping["Request"].Only("Path", "Methods", "Headers", "Cookies", "Params", "Body")),
            Response(mapping["Response"].Only("StatusCode", "Headers", "Body")));
    }

    private static StubScenario? Scenario(JsonPlace mapping)
    {
        if (mapping.Optional("Scenario") is { } name)
            return new(name.Text(), State(mapping.Optional("WhenStateIs")), State(mapping.Optional("SetStateTo")));
        return (mapping.Optional("WhenStateIs") ?? mapping.Optional("SetStateTo")) is { } state
            ? throw state.Unfit("no state without 'Scenario'") : null;
    }

    private static string State(JsonPlace? state) => state?.Text() switch
    {
        null => StubScenario.Started,
        "" or StubScenario.Started => throw state.Value.Unfit("another state, or no property for the initial state"),
        var name => name,
    };

    private static StubRequest Request(JsonPlace request) => new(
        request.Optional("Methods")?.Single().Text(),
        ExactAmong(request["Path"].Only("Matchers")),
        Patterns(request.Optional("Headers"), Header),
        Patterns(request.Optional("Cookies"), Exact),
        Patterns(request.Optional("Params"), Exact),
        request.Optional("Body") is { } body ? Body(body.Only("Matcher")["Matcher"].Only("Name", "Pattern", "RejectOnMatch")) : null);

    private static StubResponse Response(JsonPlace response) => new(
        response["StatusCode"].Number(),
        StubJson.ResponseHeaders(response.Optional("Headers")),
        response.Optional("Body")?.Text() ?? "");

    private static ValueList<NamedPattern> Patterns(JsonPlace? list, Func<JsonPlace, ValuePattern> pattern) =>
        (list?.Items() ?? []).Select(item => new NamedPattern(item["Name"].Text(), pattern(item))).ToValueList();

    private static ValuePattern.Exact Exact(JsonPlace named) => new(ExactAmong(named.Only("Name", "Matchers")));

    private static string ExactAmong(JsonPlace place)
    {
        var matcher = place["Matchers"].Single().Only("Name", "Pattern");
        return matcher["Name"].Text() is "ExactMatcher" ? matcher["Pattern"].Text() : throw matcher["Name"].Unfit("\"ExactMatcher\"");
    }

    private static ValuePattern Header(JsonPlace header)
    {
        var matcher = header.Only("Name", "RejectOnMatch", "Matchers")["Matchers"].Single().Only("Name", "Pattern", "RejectOnMatch");
        return (matcher["Name"].Text(), matcher["Pattern"].Text(), header.Flag("RejectOnMatch"), matcher.Flag("RejectOnMatch")) switch
        {
            ("WildcardMatcher", "*", true, true) => new ValuePattern.Absent(),
            ("RegexMatcher", StubJson.AnyValue, false, false) => new ValuePattern.Present(),
            ("RegexMatcher", var regex, false, false) => new ValuePattern.Matches(regex),
            ("ExactMatcher", var value, false, false) => new ValuePattern.Exact(value),
            _ => throw header.Unfit("a known header matcher"),
        };
    }

    private static StubBody Body(JsonPlace matcher) => (matcher["Name"].Text(), matcher.Flag("RejectOnMatch"), matcher["Pattern"]) switch
    {
        ("JsonMatcher", false, { Value.ValueKind: JsonValueKind.Object } json) => new StubBody.Json(StubJson.Compact(json.Value)),
        ("ExactMatcher", false, var text) => new StubBody.Text(text.Text()),
        ("RegexMatcher", true, var text) when text.Text() is WireMockNetDialect.AnyText => new StubBody.Empty(),
        ("RegexMatcher", false, var regex) => new StubBody.Matches(regex.Text()),
        ("JsonPathMatcher", true, var path) when path.Text().StartsWith(WireMockNetDialect.JsonPathRoot, StringComparison.Ordinal) =>
            new StubBody.Lacks(path.Text()[WireMockNetDialect.JsonPathRoot.Length..]),
        _ => throw matcher.Unfit("a known body matcher"),
    };
}
