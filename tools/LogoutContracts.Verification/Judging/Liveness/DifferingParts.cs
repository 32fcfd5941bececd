using System.Text.Json;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Http;

namespace LogoutContracts.Verification.Judging.Liveness;

/// <summary>The parts of a JSON body that can tell a live session from a dead one: where the contract's examples differ.</summary>
internal static class DifferingParts
{
    /// <returns>JSON pointers; none if the live example is not a JSON object.</returns>
    public static ValueList<string> Between(ExpectedBody? live, ExpectedBody? dead)
    {
        if (Json(live) is not { ValueKind: JsonValueKind.Object } fresh)
            return [];
        var other = Json(dead) is { ValueKind: JsonValueKind.Object } ended ? ended : JsonElement.Parse("{}");
        return Pointers(fresh, other, "").ToValueList();
    }

    private static IEnumerable<string> Pointers(JsonElement live, JsonElement dead, string pointer)
    {
        var names = live.EnumerateObject().Concat(dead.EnumerateObject())
            .Select(property => property.Name).Distinct(StringComparer.Ordinal);
        foreach (var name in names)
        {
            var child = $"{pointer}/{JsonPointer.Escaped(name)}";
            var isInBoth = live.TryGetProperty(name, out var one) & dead.TryGetProperty(name, out var other);
            if (isInBoth && one.ValueKind == JsonValueKind.Object && other.ValueKind == JsonValueKind.Object)
            {
                foreach (var deeper in Pointers(one, other, child))
                    yield return deeper;
            }
            else if (!isInBoth || !JsonElement.DeepEquals(one, other))
            {
                yield return child;
            }
        }
    }

    private static JsonElement? Json(ExpectedBody? body) => body is { IsJson: true } ? ResponseJson.Parse(body.Text.Text) : null;
}
