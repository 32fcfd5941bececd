using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Verification.Negatives;

/// <summary>For one schema keyword: a value that only just violates it, and one that only just meets it.</summary>
/// <param name="Breaks">The violating value; null if there is none.</param>
/// <param name="Keeps">The value that meets the keyword; null if the example's value serves as well.</param>
/// <param name="Untried">Why no value violates the keyword; empty if one does.</param>
internal sealed record BoundaryValues(JsonNode? Breaks, JsonNode? Keeps = null, string Untried = "")
{
    // Longer strings are not worth sending.
    private const int LongestText = 10_000;

    /// <param name="constraints">All constraints of the same value.</param>
    /// <param name="current">The value of the example, or null.</param>
    /// <param name="areStrings">Whether values of all types are sent as strings, as in a query or a form.</param>
    public static BoundaryValues Of(Constraint constraint, IEnumerable<Constraint> constraints, JsonNode? current, bool areStrings)
    {
        var value = JsonNode.Parse(constraint.Value);
        var text = current is JsonValue known && known.TryGetValue<string>(out var there) ? there : null;
        var isFree = !constraints.Any(other => other.Keyword is "pattern" or "format" or "enum" or "const");
        return constraint.Keyword switch
        {
            "type" => OfType(value, areStrings),
            "enum" => OfChoice(((JsonArray)value!).ToList(), current),
            "const" => OfChoice([value], current),
            "pattern" => OfPattern(value!.GetValue<string>(), text),
            "format" => OfFormat(value!.GetValue<string>()),
            "minLength" when Length(value) == 0 => No("every string is long enough"),
            "minLength" => OfLength(Length(value) - 1, Length(value), text, isFree),
            "maxLength" => OfLength(Length(value) + 1, Length(value), text, isFree),
            "minimum" => OfNumber(value!, -1, 0),
            "maximum" => OfNumber(value!, 1, 0),
            "exclusiveMinimum" => OfNumber(value!, 0, 1),
            "exclusiveMaximum" => OfNumber(value!, 0, -1),
            _ => No($"no value is known that violates only '{constraint.Keyword}'"),
        };
    }

    /// <summary>The value as JSON, shortened for a sentence.</summary>
    public static string Shown(JsonNode value)
    {
        var json = Json(value);
        return json.Length <= 60 ? json : string.Create(CultureInfo.InvariantCulture, $"{json[..40]}… ({json.Length} characters)");
    }

    public static string Json(JsonNode value)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            value.WriteTo(writer);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static BoundaryValues OfType(JsonNode? types, bool areStrings)
    {
        var names = types is JsonArray several ? several.Select(type => type!.GetValue<string>()) : [types!.GetValue<string>()];
        var allowed = names.ToList();
        if (areStrings)
        {
            var isString = allowed.Contains("string", StringComparer.Ordinal) || allowed.Contains("object", StringComparer.Ordinal);
            return isString ? No("every value is a string there") : new(JsonValue.Create("x"));
        }

        (string Type, JsonNode Value)[] values =
            [("integer", JsonValue.Create(123)), ("string", JsonValue.Create("x")), ("array", new JsonArray())];
        foreach (var (type, value) in values)
        {
            var isAllowed = allowed.Contains(type, StringComparer.Ordinal)
                || (type is "integer" && allowed.Contains("number", StringComparer.Ordinal));
            if (!isAllowed)
                return new(value);
        }

        return No("it allows nearly every type");
    }

    private static BoundaryValues OfChoice(List<JsonNode?> allowed, JsonNode? current)
    {
        var areNumbers = allowed.TrueForAll(value => value?.GetValueKind() == JsonValueKind.Number);
        JsonNode other = areNumbers ? JsonValue.Create(-987_654) : JsonValue.Create("none-of-these");
        var last = allowed[^1];
        return new(other, last is null || JsonNode.DeepEquals(last, current) ? null : last.DeepClone());
    }

    private static BoundaryValues OfPattern(string pattern, string? current)
    {
        if (!Patterns.TryCompile(pattern, out var regex, out _))
            return No("the pattern is not supported");
        string[] candidates = [$"{current}!", "!", "", " ", "0", "a"];
        return candidates.FirstOrDefault(text => !regex.IsMatch(text)) is { } breaking
            ? new(JsonValue.Create(breaking)) : No("no string is known that the pattern does not match");
    }

    private static BoundaryValues OfFormat(string format) => format switch
    {
        "email" or "idn-email" or "uuid" or "date" or "time" or "date-time" or "ipv4" or "ipv6" or "uri" or "duration" =>
            new(JsonValue.Create($"no {format}")),
        _ => No($"no value is known that violates the format '{format}'"),
    };

    private static BoundaryValues OfLength(int breaking, int keeping, string? current, bool isFree)
    {
        if (Math.Max(breaking, keeping) > LongestText)
            return No("the string would be too long to send");
        var keeps = isFree && current?.Length != keeping ? JsonValue.Create(OfLength(current, keeping)) : null;
        return new(JsonValue.Create(OfLength(current, breaking)), keeps);
    }

    private static string OfLength(string? current, int length)
    {
        var text = current ?? "";
        return text.Length >= length ? text[..length] : text.PadRight(length, 'a');
    }

    private static BoundaryValues OfNumber(JsonNode limit, int breaking, int keeping)
    {
        var isNumber = decimal.TryParse(Json(limit), NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
        if (!isNumber || Math.Abs(number) > long.MaxValue)
            return No("the limit is not supported");
        return new(JsonValue.Create(number + breaking), JsonValue.Create(number + keeping));
    }

    private static int Length(JsonNode? value) => value!.GetValue<int>();

    private static BoundaryValues No(string why) => new(null, null, why);
}
