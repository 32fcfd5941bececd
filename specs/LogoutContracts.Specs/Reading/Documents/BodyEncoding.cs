using System.Text;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Reading.Documents;

/// <summary>Encodes the example of a body for the wire.</summary>
internal static class BodyEncoding
{
    // Fixed, so that requests are the same on every machine. No example contains it.
    private const string Boundary = "----logout-contracts";

    public static (string MediaType, Template Text) Encode(string mediaType, Node example) => MediaType.Essence(mediaType) switch
    {
        MediaType.MultipartForm when example is MapNode map => ($"{mediaType}; boundary={Boundary}", Template.Parse(Multipart(map))),
        MediaType.UrlEncodedForm when example is MapNode map => (mediaType, Template.Parse(Form(map), TextEncoding.Percent)),
        _ when !MediaType.IsJson(mediaType) && example is ScalarNode scalar => (mediaType, Template.Parse(scalar.Text)),
        _ => (mediaType, Template.Parse(example.ToJson(), TextEncoding.Json)),
    };

    private static string Form(MapNode map) => string.Join(
        '&', Fields(map).Select(field => $"{Uri.EscapeDataString(field.Name)}={Escaped(Template.Parse(field.Value))}"));

    private static string Multipart(MapNode map)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in Fields(map))
            text.Append($"--{Boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        return text.Append($"--{Boundary}--\r\n").ToString();
    }

    /// <summary>The fields of a form; a list is a field that is repeated.</summary>
    private static IEnumerable<(string Name, string Value)> Fields(MapNode map) => map.Entries.SelectMany(
        entry => entry.Value is ListNode list ? list.Items.Select(item => (entry.Key, Text(item))) : [(entry.Key, Text(entry.Value))]);

    /// <summary>The text percent-encoded, with its placeholders as they are.</summary>
    private static string Escaped(Template text) => string.Concat(text.Segments.Select(
        segment => segment is Segment.Literal literal ? Uri.EscapeDataString(literal.Text) : ((Segment.Value)segment).Hole.ToString()));

    private static string Text(Node node) => node is ScalarNode scalar ? scalar.Text : node.ToJson();
}
