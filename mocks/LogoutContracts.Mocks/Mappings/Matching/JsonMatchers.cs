using System.Text.Json;
using LogoutContracts.Specs.Arazzo;
using LogoutContracts.Specs.Schemas;

namespace LogoutContracts.Mocks.Mappings.Matching;

/// <summary>Equal as JSON.</summary>
internal sealed record EqualJson(JsonElement Value, JsonComparison By) : ValueMatcher
{
    public override string Expected => $"JSON equal to {ParsedJson.Compact(Value)}";

    public override bool Matches(Subject subject) => subject.Json is { } json && By.AreEqual(Value, json);

    public bool Equals(EqualJson? other) => other is not null && By == other.By && JsonElement.DeepEquals(Value, other.Value);

    public override int GetHashCode() => By.GetHashCode();
}

/// <summary>A JSONPath that finds something, or whose values fulfil a condition.</summary>
/// <param name="Value">Null if the path must only find something: not null, and neither an empty list nor an empty object.</param>
/// <param name="Rejects">Whether the body must be JSON in which the path finds nothing.</param>
internal sealed record JsonPathFinds(string Text, JsonPath Path, ValueMatcher? Value, bool Rejects = false) : ValueMatcher
{
    public override string Expected =>
        $"JSON with{(Rejects ? "out" : "")} {Text}{(Value is null ? "" : $" that is {Value.Expected}")}";

    public override bool Matches(Subject subject)
    {
        if (subject.Json is not { } json)
            return !Rejects && Value is not null && Value.Matches(Subject.Absent);
        var found = Path.Select(json);
        if (Value is null)
            return found.Any(each => !Path.IsSingular || !IsNothing(each)) != Rejects;
        if (found is [{ ValueKind: JsonValueKind.Array } list] && Path.IsSingular)
            found = [.. list.EnumerateArray()];
        return found.Count == 0 ? Value.Matches(Subject.Absent) : found.Any(each => Value.Matches(new(ParsedJson.TextOf(each))));
    }

    private static bool IsNothing(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object => value.GetPropertyCount() == 0,
        _ => false,
    };
}

/// <summary>Valid by a JSON Schema.</summary>
internal sealed record ValidBySchema(JsonSchema Schema) : ValueMatcher
{
    public override string Expected => "JSON that is valid by the schema";

    public override bool Matches(Subject subject) => subject.Json is { } json && Schema.FirstFailedKeyword(json) is null;
}
