using System.Globalization;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Json;

/// <summary>JSON Pointers (RFC 6901) in the form of a URI fragment.</summary>
internal static class DocumentPointer
{
    public static Node? Find(MapNode document, string fragment)
    {
        Node? node = document;
        foreach (var part in Uri.UnescapeDataString(fragment["#/".Length..]).Split('/'))
        {
            var key = part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            node = node switch
            {
                MapNode map => map[key],
                ListNode list when int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < list.Items.Count => list.Items[index],
                _ => null,
            };
        }

        return node;
    }
}
