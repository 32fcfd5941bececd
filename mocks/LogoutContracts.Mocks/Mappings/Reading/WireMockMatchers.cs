using System.Text.Json;
using LogoutContracts.Mocks.Mappings.Json;
using LogoutContracts.Mocks.Mappings.Matching;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Mappings.Reading;

/// <summary>Reads WireMock's matchers, such as <c>{ "equalTo": "x" }</c>. What is unsupported is reported.</summary>
internal static class WireMockMatchers
{
    private const string SchemaVersion = "V202012";

    private static readonly string[] Known =
    [
        "equalTo", "contains", "doesNotContain", "matches", "doesNotMatch", "absent", "anything", "equalToJson", "matchesJsonPath",
        "matchesJsonSchema", "binaryEqualTo", "before", "after", "equalToDateTime", "and", "or", "not", "hasExactly", "includes",
    ];

    private static readonly string[] Unsupported =
    [
        "equalToXml", "matchesXPath", "matchesPathTemplate", "equalToNumber", "greaterThanNumber", "greaterThanEqualNumber",
        "lessThanNumber", "lessThanEqualNumber",
    ];

    /// <param name="what">Names what the matcher is for, such as "the header 'Accept'".</param>
    /// <returns>Null if there is a problem, which has been reported.</returns>
    public static ValueMatcher? Read(PlacedJson value, string what, MappingProblems problems)
    {
        var before = problems.Count;
        var fields = new MappingFields(value, $"the matcher of {what}", problems, StringComparer.Ordinal);
        if (value.Kind != JsonValueKind.Object)
            return null;
        var matcher = Read(fields, what);
        fields.Unsupported(Unsupported);
        if (problems.Count == before && matcher is null)
        {
            // An unknown name explains more than a missing one.
            foreach (var name in Known)
                _ = fields.Optional(name);
            fields.RejectOthers();
            if (problems.Count == before)
                problems.Malformed(value, $"the matcher of {what}", $"an object with one of {string.Join(", ", Known)}");
        }
        else
        {
            fields.RejectOthers();
        }

        return problems.Count == before ? matcher : null;
    }

    private static ValueMatcher? Read(MappingFields fields, string what)
    {
        var used = Known.Where(
            name => fields.Value.Members.Any(member => string.Equals(member.Name, name, StringComparison.Ordinal))).ToList();
        if (used.Count > 1)
        {
            // "matchesJsonPath" and others hold a condition within; next to each other, WireMock would take only one of them.
            fields.Problems.Conflicting(fields.Value, used, fields.What);
            fields.Ignore([.. Known]);
            return null;
        }

        return used switch
        {
            ["equalTo"] => fields.Text("equalTo") is { } text ? new EqualTo(text, fields.Flag("caseInsensitive")) : null,
            ["contains"] => fields.Text("contains") is { } part ? new Containing(part) : null,
            ["doesNotContain"] => fields.Text("doesNotContain") is { } part ? new Not(new Containing(part)) : null,
            ["matches"] => Pattern(fields, "matches"),
            ["doesNotMatch"] => Pattern(fields, "doesNotMatch") is { } pattern ? new Not(pattern) : null,
            ["absent"] => fields.Optional("absent") is null ? null : new Missing(),
            ["anything"] => fields.Optional("anything") is null ? null : new Anything(),
            ["binaryEqualTo"] => Bytes(fields),
            ["equalToJson"] => EqualJson(fields),
            ["matchesJsonPath"] => JsonPath(fields, what),
            ["matchesJsonSchema"] => Schema(fields),
            ["before"] => Date(fields, "before", -1),
            ["after"] => Date(fields, "after", 1),
            ["equalToDateTime"] => Date(fields, "equalToDateTime", 0),
            ["and"] => List(fields, "and", what) is { } all ? new AllOf(all) : null,
            ["or"] => List(fields, "or", what) is { } any ? new AnyOf(any) : null,
            ["not"] => fields.Optional("not") is { } not && Read(not, what, fields.Problems) is { } of ? new Not(of) : null,
            ["hasExactly"] => List(fields, "hasExactly", what) is { } values ? new SeveralValues(values, IsExact: true) : null,
            ["includes"] => List(fields, "includes", what) is { } values ? new SeveralValues(values, IsExact: false) : null,
            _ => null,
        };
    }

    public static ValueMatcher? Pattern(MappingFields fields, string name)
    {
        if (fields.Text(name) is not { } text)
            return null;
        if (TextPattern.TryWhole(text, out var pattern, out var problem))
            return new PatternMatch(pattern);
        fields.Problems.Malformed(fields.Optional(name)!, $"'{name}'", problem);
        return null;
    }

    private static ValueList<ValueMatcher>? List(MappingFields fields, string name, string what)
    {
        var items = fields.List(name);
        var read = items.Select(item => Read(item, what, fields.Problems)).OfType<ValueMatcher>().ToValueList();
        return read.Count == items.Count && read.Count > 0 ? read : null;
    }

    private static EqualBytes? Bytes(MappingFields fields)
    {
        if (fields.Text("binaryEqualTo") is not { } text)
            return null;
        var bytes = new byte[text.Length];
        if (Convert.TryFromBase64String(text, bytes, out var length))
            return new(bytes.AsMemory(0, length));
        fields.Problems.Malformed(fields.Optional("binaryEqualTo")!, "'binaryEqualTo'", "bytes in Base64");
        return null;
    }

    private static EqualJson? EqualJson(MappingFields fields)
    {
        var value = fields.Optional("equalToJson");
        var comparison = new JsonComparison
        {
            IgnoresOrder = fields.Flag("ignoreArrayOrder"),
            IgnoresExtra = fields.Flag("ignoreExtraElements"),
            HasPlaceholders = true,
        };
        if (value is null)
            return null;
        JsonElement? expected = value.Kind == JsonValueKind.String ? ParsedJson.Of(value.Text) : value.Value;
        if (expected is null)
            fields.Problems.Malformed(value, "'equalToJson'", "JSON, or a string with JSON");
        else if (JsonComparison.UnknownPlaceholder(expected.Value) is { } placeholder)
            fields.Problems.Malformed(value, $"the placeholder {placeholder}", $"one of {string.Join(", ", JsonComparison.Placeholders)}");
        else
            return new(expected.Value, comparison);
        return null;
    }

    private static JsonPathFinds? JsonPath(MappingFields fields, string what)
    {
        if (fields.Optional("matchesJsonPath") is not { } value)
            return null;
        var (expression, condition) = (value, default(ValueMatcher));
        if (value.Kind == JsonValueKind.Object)
        {
            var inner = new MappingFields(value, "'matchesJsonPath'", fields.Problems, StringComparer.Ordinal);
            if (inner.Optional("expression") is not { } named)
            {
                fields.Problems.Missing(value, "expression", "'matchesJsonPath'");
                return null;
            }

            var rest = value with
            {
                Members = [.. value.Members.Where(member => !string.Equals(member.Name, "expression", StringComparison.Ordinal))],
            };
            expression = named;
            if (rest.Members.Count > 0 && (condition = Read(rest, $"the JSONPath in {what}", fields.Problems)) is null)
                return null;
        }

        if (expression.Kind != JsonValueKind.String)
            fields.Problems.NotOf(expression, "a JSONPath", "a string");
        else if (Specs.Arazzo.JsonPath.TryParse(expression.Text, out var path, out var problem))
            return new(expression.Text, path, condition);
        else
            fields.Problems.Malformed(expression, "a JSONPath", problem);
        return null;
    }

    private static ValidBySchema? Schema(MappingFields fields)
    {
        var version = fields.Text("schemaVersion");
        if (fields.Optional("matchesJsonSchema") is not { } value)
            return null;
        if (version is not (null or SchemaVersion))
            fields.Problems.NotOneOf(fields.Optional("schemaVersion")!, "the version of a JSON Schema", [SchemaVersion]);
        JsonElement? schema = value.Kind == JsonValueKind.String ? ParsedJson.Of(value.Text) : value.Value;
        if (schema is null)
        {
            fields.Problems.Malformed(value, "'matchesJsonSchema'", "a JSON Schema, or a string with one");
            return null;
        }

        var compiled = JsonSchemaText.Compile(System.Text.Encoding.UTF8.GetBytes(schema.Value.GetRawText()), value.File);
        foreach (var problem in compiled.Diagnostics)
            fields.Problems.Malformed(value, $"a JSON Schema with {problem.Found}", problem.Expected);
        return compiled.Value is { } valid ? new(valid) : null;
    }

    private static DateCompared? Date(MappingFields fields, string name, int sign)
    {
        fields.Unsupported(
            "actualFormat", "expectedOffset", "expectedOffsetUnit", "truncateActual", "truncateExpected", "applyTruncationLast");
        if (fields.Text(name) is not { } text)
            return null;
        if (DateCompared.TryParse(text, out var date))
            return new(sign, date);
        fields.Problems.Malformed(fields.Optional(name)!, $"'{name}'", "a date, or a date and time, in ISO 8601; 'now' is not supported");
        return null;
    }
}
