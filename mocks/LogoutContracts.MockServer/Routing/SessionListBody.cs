using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LogoutContracts.MockServer.Sessions;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.MockServer.Routing;

/// <summary>A body that lists sessions: the example, with its only item repeated for each session.</summary>
internal sealed class SessionListBody
{
    // JSON strings never contain these characters unescaped.
    private const char Items = '\u0001';
    private const char Count = '\u0002';

    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Template frame;
    private readonly Template item;

    public SessionListBody(Template example, SessionList list)
    {
        var root = JsonNode.Parse(example.Text)!;
        var items = (JsonArray)JsonPointer.Find(root, list.Items)!;
        item = Template.Parse(items[0]!.ToJsonString(Compact));
        items[0] = $"{Items}";
        if (list.Count is { } count)
            JsonPointer.Set(root, count, $"{Count}");
        frame = Template.Parse(root.ToJsonString(Compact)
            .Replace("\"\\u0001\"", $"{Items}", StringComparison.Ordinal).Replace("\"\\u0002\"", $"{Count}", StringComparison.Ordinal));
    }

    /// <param name="escaped">A value for a JSON string.</param>
    public string Render(RequestSessions sessions, Func<string, string> escaped)
    {
        // Without a session, as in a forced answer, the body is the example.
        var listed = sessions.OfUser.Count > 0 ? sessions.OfUser.Select(each => sessions with { Caller = each }).ToList() : [sessions];
        var rendered = listed.Select(each => item.Render(hole => escaped((hole.Role == Role.Each ? each : sessions).ValueOf(hole))));
        return new StringBuilder(frame.Render(hole => escaped(sessions.ValueOf(hole))))
            .Replace($"{Items}", string.Join(',', rendered))
            .Replace($"{Count}", listed.Count.ToString(CultureInfo.InvariantCulture)).ToString();
    }
}
