using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Reading;

/// <summary>
/// Reports extension fields that look like a slip of one of ours: nothing else would, and a misspelt 'x-variants' would lose all its variants. Other extension fields
/// are the authors' own business.
/// </summary>
internal static class ExtensionNames
{
    private static readonly string[] Ours = ["x-contract", "x-session", "x-send", "x-variants", "x-bytes"];

    public static void Check(Node node, SpecDocument document)
    {
        if (node is ListNode list)
        {
            foreach (var item in list.Items)
                Check(item, document);
        }

        if (node is not MapNode map)
            return;
        foreach (var entry in map.Entries)
        {
            if (entry.Key.StartsWith("x-", StringComparison.OrdinalIgnoreCase) && !Ours.Contains(entry.Key, StringComparer.Ordinal) && Spelling.Suggestion(entry.Key, Ours) is not null
                && entry.Value is not ScalarNode)
                document.Problems.UnknownField(entry.At, entry.Key, "an OpenAPI object", Ours);
            Check(entry.Value, document);
        }
    }
}
