using System.Text.RegularExpressions;
using LogoutContracts.Drift.Pages;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Drift.Readers;

/// <summary>The tags of GitBook and of Liquid, such as <c>{% openapi src="api.yaml" path="/logout" method="post" %}</c>.</summary>
internal static partial class LiquidTags
{
    /// <summary>Adds the tags of a line to the blocks.</summary>
    /// <returns>The line without the tags.</returns>
    public static string Take(string line, int number, BlockList blocks)
    {
        if (!line.Contains("{%", StringComparison.Ordinal))
            return line;
        foreach (Match tag in Tag().Matches(line))
        {
            var attributes = Attribute().Matches(tag.Groups["rest"].Value)
                .Select(match => new TagValue(match.Groups["name"].Value, match.Groups["value"].Value)).ToValueList();
            Add(tag.Groups["name"].Value, attributes, Quoted().Match(tag.Groups["rest"].Value).Groups["value"].Value, number, blocks);
        }

        return Tag().Replace(line, "");
    }

    private static void Add(string name, ValueList<TagValue> attributes, string quoted, int line, BlockList blocks)
    {
        var tag = new PageBlock(BlockKind.Tag, LocatedText.Of(string.Join(' ', attributes.Select(attribute => attribute.Value)), line))
        {
            Label = name,
            Attributes = attributes,
        };
        blocks.Add(tag);
        if ((tag.Attribute("title") ?? tag.Attribute("summary")) is { } title)
            blocks.Add(BlockKind.Title, LocatedText.Of(title, line));
        var included = tag.Attribute("src") ?? tag.Attribute("spec") ?? (name is "include" or "file" or "embed" ? quoted : "");
        if (included.Length > 0)
            blocks.Add(BlockKind.Include, LocatedText.Of(included, line));
    }

    [GeneratedRegex(
        @"\{%-?\s*(?<name>[\w-]+)(?<rest>[^%]*(%(?!\})[^%]*)*)%\}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    [GeneratedRegex(@"(?<name>[\w-]+)=""(?<value>[^""]*)""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Attribute();

    [GeneratedRegex(@"[""'](?<value>[^""']+)[""']", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();
}
