using System.Text.Json;
using LogoutContracts.Mocks.Mappings.Json;
using LogoutContracts.Mocks.Mappings.Matching;
using LogoutContracts.Specs.Arazzo;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Mappings.Reading;

/// <summary>Reads WireMock.Net's matchers, such as <c>{ "Name": "ExactMatcher", "Pattern": "x" }</c>.</summary>
internal static class NetMatchers
{
    private const string Root = "$";

    private static readonly string[] Known =
    [
        "ExactMatcher", "WildcardMatcher", "RegexMatcher", "JsonMatcher", "JsonPartialMatcher", "JsonPartialWildcardMatcher",
        "JsonPathMatcher", "NotNullOrEmptyMatcher",
    ];

    /// <summary>Reads a list of matchers, or a single one.</summary>
    /// <param name="isAll">Whether all must match, unless the operator says otherwise.</param>
    /// <returns>Null if there are none, or if there is a problem, which has been reported.</returns>
    public static ValueMatcher? ReadAll(MappingFields fields, string what, bool isAll = false)
    {
        var matchers = fields.List("Matchers").ToList();
        if (fields.Optional("Matcher") is { } single)
            matchers.Add(single);
        var read = matchers.Select(matcher => Read(matcher, what, fields.Problems)).OfType<ValueMatcher>().ToValueList();
        var together = Operator(fields) ?? isAll;
        if (read.Count == 0 || read.Count < matchers.Count)
            return null;
        return read.Count == 1 ? read[0] : together ? new AllOf(read) : new AnyOf(read);
    }

    public static ValueMatcher? Read(PlacedJson value, string what, MappingProblems problems)
    {
        var before = problems.Count;
        var fields = new MappingFields(value, $"a matcher of {what}", problems, StringComparer.OrdinalIgnoreCase);
        if (value.Kind != JsonValueKind.Object)
            return null;
        var (name, ignoreCase, rejects) = (fields.Text("Name"), fields.Flag("IgnoreCase"), fields.Flag("RejectOnMatch"));
        var (patterns, isAll) = (Patterns(fields), Operator(fields) ?? false);
        var matchers = name switch
        {
            "ExactMatcher" => patterns.Select(pattern => Text(pattern, problems) is { } text ? new EqualTo(text, ignoreCase) : null),
            "WildcardMatcher" => patterns.Select(
                pattern => Text(pattern, problems) is { } text ? new PatternMatch(TextPattern.Wildcard(text, ignoreCase)) : null),
            "RegexMatcher" => patterns.Select(pattern => Regex(pattern, ignoreCase, problems)),
            "JsonMatcher" => patterns.Select(pattern => Json(fields, pattern, new() { IgnoresCase = ignoreCase })),
            "JsonPartialMatcher" => patterns.Select(
                pattern => Json(fields, pattern, new() { IgnoresCase = ignoreCase, IgnoresExtra = true, IgnoresOrder = true })),
            "JsonPartialWildcardMatcher" => patterns.Select(pattern => Json(fields, pattern, new()
            {
                IgnoresCase = ignoreCase,
                IgnoresExtra = true,
                IgnoresOrder = true,
                Strings = (expected, actual) => TextPattern.Wildcard(expected, ignoreCase).IsMatch(actual),
            })),
            "JsonPathMatcher" => patterns.Select(pattern => Path(pattern, rejects, problems)),
            "NotNullOrEmptyMatcher" => [new NotEmpty()],
            _ => Enumerable.Empty<ValueMatcher?>(),
        };
        var read = matchers.OfType<ValueMatcher>().ToValueList();
        if (name is null || !Known.Contains(name, StringComparer.Ordinal))
            Unknown(fields, name);
        else if (problems.Count == before && read.Count == 0)
            problems.Missing(value, "Pattern", fields.What);
        fields.Unsupported("PatternAsFile");
        fields.RejectOthers();
        if (problems.Count > before || read.Count == 0)
            return null;
        var matcher = read.Count == 1 ? read[0] : isAll ? new AllOf(read) : (ValueMatcher)new AnyOf(read);
        return rejects && name is not "JsonPathMatcher" ? new Not(matcher) : matcher;
    }

    /// <summary>Whether all matchers must match; null if the mapping does not say.</summary>
    public static bool? Operator(MappingFields fields)
    {
        if (fields.Text("MatchOperator") is not { } name)
            return null;
        if (name is not ("And" or "Or"))
            fields.Problems.NotOneOf(fields.Optional("MatchOperator")!, "'MatchOperator'", ["And", "Or"]);
        return name is "And";
    }

    private static void Unknown(MappingFields fields, string? name)
    {
        fields.Ignore("Pattern", "Patterns", "Regex");
        if (name is null)
            fields.Problems.Missing(fields.Value, "Name", fields.What);
        else
            fields.Problems.NotOneOf(fields.Optional("Name")!, "a matcher", Known);
    }

    private static List<PlacedJson> Patterns(MappingFields fields)
    {
        var patterns = fields.List("Patterns").ToList();
        if (fields.Optional("Pattern") is { } single)
            patterns.Insert(0, single);
        return patterns;
    }

    private static string? Text(PlacedJson pattern, MappingProblems problems)
    {
        if (pattern.Kind == JsonValueKind.String)
            return pattern.Text;
        problems.NotOf(pattern, "'Pattern'", "a string");
        return null;
    }

    private static PatternMatch? Regex(PlacedJson pattern, bool ignoreCase, MappingProblems problems)
    {
        if (Text(pattern, problems) is not { } text)
            return null;
        if (TextPattern.TryPart(text, ignoreCase, out var compiled, out var problem))
            return new(compiled);
        problems.Malformed(pattern, "'Pattern'", problem);
        return null;
    }

    private static EqualJson? Json(MappingFields fields, PlacedJson pattern, JsonComparison comparison)
    {
        fields.Unsupported("Regex");
        JsonElement? expected = pattern.Kind == JsonValueKind.String ? ParsedJson.Of(pattern.Text) : pattern.Value;
        if (expected is not null)
            return new(expected.Value, comparison);
        fields.Problems.Malformed(pattern, "'Pattern'", "JSON, or a string with JSON");
        return null;
    }

    private static JsonPathFinds? Path(PlacedJson pattern, bool rejects, MappingProblems problems)
    {
        if (Text(pattern, problems) is not { } text)
            return null;

        // Newtonsoft.Json allows paths without "$.".
        var full = text.StartsWith(Root, StringComparison.Ordinal) ? text : $"{Root}.{text}";
        if (JsonPath.TryParse(full, out var path, out var problem))
            return new(text, path, null, rejects);
        problems.Malformed(pattern, "a JSONPath", problem);
        return null;
    }
}
