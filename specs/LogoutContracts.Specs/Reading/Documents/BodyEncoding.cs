using System.Text;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Reading.Documents;

/// <summary>Encodes the example of a body for the wire.</summary>
internal static class BodyEncoding
{
    // Fixed, so that requests are the same on every machine. No example contains it.
    private const string Boundary = "----logout-contracts";

    public static (string MediaType, string Text) Encode(string mediaType, Node example) => MediaType.Essence(mediaType) switch
    {
        "multipart/form-data" when example is MapNode map => ($"{mediaType}; boundary={Boundary}", Multipart(map)),
        "application/x-www-form-urlencoded" when example is MapNode map => (mediaType, Form(map)),
        _ when !MediaType.IsJson(mediaType) && example is ScalarNode scalar => (mediaType, scalar.Text),
        _ => (mediaType, example.ToJson()),
    };

    private static string Form(MapNode map) => string.Join(
        '&', map.Entries.Select(entry => $"{Uri.EscapeDataString(entry.Key)}={Uri.EscapeDataString(Text(entry.Value))}"));

    private static string Multipart(MapNode map)
    {
        var text = new StringBuilder();
        foreach (var entry in map.Entries)
            text.Append($"--{Boundary}\r\nContent-Disposition: form-data; name=\"{entry.Key}\"\r\n\r\n{Text(entry.Value)}\r\n");
        return text.Append($"--{Boundary}--\r\n").ToString();
    }

    private static string Text(Node node) => node is ScalarNode scalar ? scalar.Text : node.ToJson();
}
