using System.Text.Json;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Judging.Templates;

namespace LogoutContracts.Verification.Judging.Bodies;

/// <summary>Compares JSON by shape: the types of values, and the credentials and ids.</summary>
/// <remarks>Additional or missing properties are remarks.</remarks>
/// <param name="isVolatile">Whether any value is allowed at a JSON pointer.</param>
/// <param name="isValid">Whether the whole body is valid against its schema: then a type other than the example's is a remark.</param>
internal sealed class JsonShape(TemplateReader reader, Func<string, bool> isVolatile, bool isValid)
{
    private const string Absent = "(absent)";

    public IEnumerable<Comparison> Compare(JsonElement template, JsonElement actual) => Compare(template, actual, "");

    private IEnumerable<Comparison> Compare(JsonElement template, JsonElement actual, string pointer)
    {
        if (isVolatile(pointer))
            return [];
        if (Kind(template) is var kind && !string.Equals(kind, Kind(actual), StringComparison.Ordinal))
        {
            var isRemark = isValid || kind is "null" || Kind(actual) is "null";
            return [new(Part(pointer), kind, Kind(actual)) { Allowance = isRemark ? Allowance.Remark : Allowance.None }];
        }

        return template.ValueKind switch
        {
            JsonValueKind.Object => Properties(template, actual, pointer),
            JsonValueKind.Array => Items(template, actual, pointer),
            JsonValueKind.String when HasValue(template) =>
                [new(Part(pointer), template.GetString()!, reader.Read(Template.Parse(template.GetString()!), actual.GetString()!))],
            _ => [],
        };
    }

    private IEnumerable<Comparison> Properties(JsonElement template, JsonElement actual, string pointer)
    {
        foreach (var property in template.EnumerateObject())
        {
            var at = $"{pointer}/{JsonPointer.Escaped(property.Name)}";
            if (!actual.TryGetProperty(property.Name, out var value))
            {
                var allowance = HasValue(property.Value) ? Allowance.None : Allowance.Remark;
                yield return new(Part(at), Kind(property.Value), Absent) { Allowance = allowance };
                continue;
            }

            foreach (var comparison in Compare(property.Value, value, at))
                yield return comparison;
        }

        foreach (var more in actual.EnumerateObject().Where(property => !template.TryGetProperty(property.Name, out _)))
        {
            yield return new(Part($"{pointer}/{JsonPointer.Escaped(more.Name)}"), Absent, Kind(more.Value))
            {
                Allowance = Allowance.Remark,
            };
        }
    }

    private IEnumerable<Comparison> Items(JsonElement template, JsonElement actual, string pointer) =>
        Enumerable.Range(0, Math.Min(template.GetArrayLength(), actual.GetArrayLength()))
            .SelectMany(i => Compare(template[i], actual[i], $"{pointer}/{i}"));

    /// <summary>Whether the template contains a credential or an id.</summary>
    private static bool HasValue(JsonElement template) => template.ValueKind is not JsonValueKind.Undefined
        && Template.Parse(template.GetRawText()).Holes.Any(hole => hole.Role is not (Role.Fresh or Role.Limit or Role.Request));

    private static string Part(string pointer) => pointer.Length == 0 ? "body" : $"body {pointer}";

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Null => "null",
        var kind => kind.ToString().ToLowerInvariant(),
    };
}
