using System.Globalization;
using System.Text.Json;
using LogoutContracts.Mocks.Mappings.Model;
using LogoutContracts.MockServer.Journaling;

namespace LogoutContracts.MockServer.Admin.WireMock;

/// <summary>JSON as WireMock's admin API writes it. Credentials in requests appear as a prefix of their hash.</summary>
internal static class WireMockJson
{
    private static readonly string[] Ids = ["id", "uuid", "Guid"];

    /// <summary>The reply to a change: an empty object.</summary>
    public static AdminReply Done() => AdminJson.Reply(static json =>
    {
        json.WriteStartObject();
        json.WriteEndObject();
    });

    public static AdminReply List<T>(string name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write) => AdminJson.Reply(json =>
    {
        json.WriteStartObject();
        json.WritePropertyName(name);
        json.WriteArray(items, write);
        json.WriteStartObject("meta");
        json.WriteNumber("total", items.Count);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    public static void Write(Utf8JsonWriter json, StubMapping mapping)
    {
        json.WriteStartObject();
        json.WriteString("id", mapping.Id);
        json.WriteString("uuid", mapping.Id);
        foreach (var member in mapping.Source.EnumerateObject().Where(member => !Ids.Contains(member.Name, StringComparer.Ordinal)))
            member.WriteTo(json);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, JournalEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("id", IdOf(entry));
        json.WritePropertyName("request");
        WriteRequest(json, entry);
        foreach (var name in (ReadOnlySpan<string>)["responseDefinition", "response"])
        {
            json.WriteStartObject(name);
            json.WriteNumber("status", entry.Status);
            json.WriteEndObject();
        }

        json.WriteBoolean("wasMatched", entry.Variant is not null);
        if (entry.Mapping is { } mapping)
        {
            json.WritePropertyName("stubMapping");
            Write(json, mapping);
        }

        json.WriteEndObject();
    }

    public static void WriteRequest(Utf8JsonWriter json, JournalEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("id", IdOf(entry));
        json.WriteString("url", entry.Url);
        json.WriteString("absoluteUrl", $"{entry.Mapped.Scheme}://{entry.Mapped.Authority}{entry.Url}");
        json.WriteString("method", entry.Method);
        json.WriteString("scheme", entry.Mapped.Scheme);
        json.WriteString("host", entry.Mapped.Host);
        json.WriteNumber("port", entry.Mapped.Port);
        json.WriteString("clientIp", entry.Mapped.ClientAddress);
        json.WriteStartObject("headers");
        foreach (var header in entry.Headers.GroupBy(header => header.Name, StringComparer.OrdinalIgnoreCase))
            json.WriteString(header.Key, string.Join(", ", header.Select(each => each.Value)));
        json.WriteEndObject();
        json.WriteString("body", entry.Body);
        json.WriteNumber("loggedDate", entry.At.ToUnixTimeMilliseconds());
        json.WriteString("loggedDateString", entry.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    /// <summary>An id in WireMock's form, from the number in the journal.</summary>
    public static string IdOf(JournalEntry entry) =>
        string.Create(CultureInfo.InvariantCulture, $"00000000-0000-4000-8000-{entry.Number:x12}");
}
