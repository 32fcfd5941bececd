using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Reading.Documents;

/// <summary>
/// Reports misspelled and misplaced extension fields. OpenAPI tools ignore them, so a misspelled 'x-variants' would silently lose all its
/// variants. Extension fields that are not similar to ours are allowed.
/// </summary>
internal static class ExtensionNames
{
    // Our extension fields, and where each is allowed.
    private static readonly Dictionary<string, string> Places = new(StringComparer.Ordinal)
    {
        ["x-contract"] = "at the top of the document",
        ["x-session"] = "on an operation",
        ["x-send"] = "on an operation",
        ["x-variants"] = "on an operation, or on a path",
        ["x-bytes"] = "beside the 'value' of an example",
        ["x-sessions"] = "beside the 'value' of an example",
    };

    // These contain data, in which any name is allowed.
    private static readonly string[] Data =
        ["example", "value", "default", "enum", "const", "x-contract", "x-session", "x-send", "x-variants", "x-bytes", "x-sessions"];

    public static IReadOnlyCollection<string> Ours => Places.Keys;

    public static void Check(SpecDocument document) => Check(document.Root, [], document);

    private static void Check(Node node, List<string> path, SpecDocument document)
    {
        foreach (var item in node is ListNode list ? list.Items : [])
            Check(item, path, document);
        if (node is not MapNode map)
            return;
        foreach (var entry in map.Entries)
        {
            var isOurs = Places.TryGetValue(entry.Key, out var place);
            if (isOurs && !Belongs(entry.Key, map, path))
                document.Problems.Misplaced(entry.At, entry.Key, place!);
            else if (!isOurs && entry.Key.StartsWith("x-", StringComparison.OrdinalIgnoreCase)
                && Spelling.Suggestion(entry.Key, Places.Keys) is { } meant && (entry.Value is not ScalarNode || Belongs(meant, map, path)))
                document.Problems.UnknownField(entry.At, entry.Key, "an OpenAPI object", Places.Keys);
            if (Data.Contains(entry.Key, StringComparer.Ordinal) && !IsName(path))
                continue;
            path.Add(entry.Key);
            Check(entry.Value, path, document);
            path.RemoveAt(path.Count - 1);
        }
    }

    /// <summary>Whether the key is a misspelled <paramref name="field"/>, which this class reports.</summary>
    public static bool IsSlip(string key, string field) =>
        !Places.ContainsKey(key) && key.StartsWith("x-", StringComparison.OrdinalIgnoreCase)
        && string.Equals(Spelling.Suggestion(key, Places.Keys), field, StringComparison.Ordinal);

    private static bool Belongs(string field, MapNode map, List<string> path) => field switch
    {
        "x-contract" => path.Count == 0,
        "x-bytes" or "x-sessions" => map["value"] is not null,
        "x-variants" => path is [.., "paths" or "pathItems", _] || IsOperation(path),
        _ => IsOperation(path),
    };

    private static bool IsOperation(List<string> path) =>
        path is [.., "paths" or "pathItems", _, var method] && OperationKeys.All.Contains(method, StringComparer.Ordinal);

    /// <summary>Whether the keys at this path are names that the author chose.</summary>
    private static bool IsName(List<string> path) =>
        path is [.., "properties" or "examples" or "headers" or "schemas" or "responses" or "parameters"];
}
