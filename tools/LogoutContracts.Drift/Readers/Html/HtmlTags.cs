using AngleSharp.Dom;
using LogoutContracts.Drift.Pages;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Drift.Readers.Html;

/// <summary>HTML elements whose attributes say something, such as Scribe's <c>data-method</c>, or that include another page.</summary>
internal static class HtmlTags
{
    // The attributes of Scribe, with GitBook's names for the same.
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["data-method"] = "method",
        ["data-path"] = "path",
        ["data-component"] = "in",
        ["name"] = "name",
    };

    public static void Add(IElement element, int line, BlockList blocks)
    {
        var attributes = element.Attributes.Where(attribute => Names.ContainsKey(attribute.LocalName) && attribute.Value.Length > 0)
            .Select(attribute => new TagValue(Names[attribute.LocalName], attribute.Value)).ToValueList();
        if (attributes.Any(attribute => attribute.Name is not "name"))
        {
            blocks.Add(new(BlockKind.Tag, LocatedText.Of(string.Join(' ', attributes.Select(attribute => attribute.Value)), line))
            {
                Label = element.LocalName,
                Attributes = attributes,
            });
        }

        var included = element.LocalName switch
        {
            "iframe" or "embed" => element.GetAttribute("src"),
            "object" => element.GetAttribute("data"),
            _ => element.GetAttribute("spec-url"),
        };
        if (!string.IsNullOrWhiteSpace(included))
            blocks.Add(BlockKind.Include, LocatedText.Of(included, line));
    }
}
