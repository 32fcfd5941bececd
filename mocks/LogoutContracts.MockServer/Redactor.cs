using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using LogoutContracts.Mocks.Stubs;
using LogoutContracts.Specs;

namespace LogoutContracts.Serving;

/// <summary>Takes credentials out of what people get to see. What stands for one is a prefix of its hash: enough to see that two are the same, too little to use.</summary>
internal sealed partial class Redactor(SessionModel sessions)
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly HashSet<string> secretHeaders = new(
        sessions.Credentials.SelectMany(credential => credential.Carriers).Where(carrier => carrier.Kind == CarrierKind.Header).Select(carrier => carrier.Name)
            .Concat(["Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie"]),
        StringComparer.OrdinalIgnoreCase);

    private readonly HashSet<string> secretNames = new(sessions.Credentials.Select(credential => credential.Name), StringComparer.OrdinalIgnoreCase);

    public static string Hash(string secret) => string.Create(null, $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)).AsSpan(0, 4))}…");

    /// <summary>Stands for a session.</summary>
    public string Hash(Session session) => Hash(session[sessions.Key]);

    public Header Redact(Header header) => secretHeaders.Contains(header.Name) || SecretName().IsMatch(header.Name) ? header with { Value = Hash(header.Value) } : header;

    /// <summary>JSON with its secrets hashed, and a value that has no name is one; of anything else, only how much there was, as nobody can tell what is secret in it.</summary>
    public string Redact(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
            return "";
        try
        {
            using var json = JsonDocument.Parse(body);
            using var stream = new MemoryStream();
            using (var writer = new Utf8JsonWriter(stream, Compact))
                Write(writer, json.RootElement, secret: json.RootElement.ValueKind != JsonValueKind.Object);
            return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return $"({body.Length} bytes)";
        }
    }

    private void Write(Utf8JsonWriter writer, JsonElement element, bool secret)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in element.EnumerateObject())
                {
                    writer.WritePropertyName(property.Name);
                    Write(writer, property.Value, secret || secretNames.Contains(property.Name) || SecretName().IsMatch(property.Name));
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                    Write(writer, item, secret);
                writer.WriteEndArray();
                break;
            case JsonValueKind.Null:
                writer.WriteNullValue();
                break;
            default:
                if (secret)
                    writer.WriteStringValue(Hash(element.ToString()));
                else
                    element.WriteTo(writer);
                break;
        }
    }

    [GeneratedRegex("pass|token|secret|key|code|session", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretName();
}
