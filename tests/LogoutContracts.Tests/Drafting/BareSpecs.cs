using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LogoutContracts.Specs;

namespace LogoutContracts.Tests.Drafting;

/// <summary>The built-in specs as their vendors might publish them: without our fields.</summary>
internal static partial class BareSpecs
{
    public static IEnumerable<string> Ids => SpecCatalog.BuiltIn.Select(contract => contract.Id);

    /// <summary>A spec without fields that start with <c>x-</c>, and with values in place of placeholders, as JSON.</summary>
    public static JsonObject Of(string id)
    {
        var files = SpecCatalog.BuiltInFiles().First(files => files.Spec.Name.Contains($"/{id}/", StringComparison.Ordinal));
        return (JsonObject)Bare(JsonNode.Parse(OpenApiFile.Read(files.Spec).Require().Root.GetRawText())!)!;
    }

    public static JsonElement Parsed(JsonNode spec) => JsonElement.Parse(spec.ToJsonString());

    private static JsonNode? Bare(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Where(entry => !entry.Key.StartsWith("x-", StringComparison.Ordinal))
            .Select(entry => KeyValuePair.Create(entry.Key, Bare(entry.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Bare)]),
        JsonValue value when value.TryGetValue<string>(out var text) => Placeholder().Replace(text, "Zm9vYmFy"),
        _ => node?.DeepClone(),
    };

    [GeneratedRegex(@"\{[a-z]+\.[A-Za-z-]+\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
