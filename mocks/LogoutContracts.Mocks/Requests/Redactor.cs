using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Tokens;

namespace LogoutContracts.Mocks.Requests;

/// <summary>Replaces credentials in output with a prefix of their hash: enough to tell credentials apart, too little to use.</summary>
public sealed partial class Redactor(SessionModel sessions)
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions Indented = Compact with { Indented = true, NewLine = "\n" };

    private readonly HashSet<string> secretHeaders = new(
        sessions.Credentials.SelectMany(credential => credential.Carriers).Where(carrier => carrier.Kind == CarrierKind.Header)
            .Select(carrier => carrier.Name)
            .Concat(["Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie"]),
        StringComparer.OrdinalIgnoreCase);

    private readonly HashSet<string> secretNames = new(
        sessions.Credentials.Select(credential => credential.Name), StringComparer.OrdinalIgnoreCase);

    // A credential that all sessions of a user share is a name rather than a secret, and its format often matches ordinary words.
    private readonly CredentialFormat[] secretFormats =
        [.. sessions.Credentials.Where(credential => !credential.IsPerUser).Select(credential => credential.Format)];

    /// <summary>Redacts what belongs to no contract: it knows only names that usually mean a secret.</summary>
    public static Redactor WithoutContract { get; } = new(new SessionModel([], [], [], [], null, new("", "", "")));

    /// <summary>Index, among a session's values, of the credential that identifies it.</summary>
    public int Key => sessions.Key;

    /// <summary>The text to show instead of a secret: the start of its SHA-256 hash, such as <c>sha256:0a1b2c3d…</c>.</summary>
    public static string Hash(string secret) =>
        string.Create(null, $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)).AsSpan(0, 4))}…");

    /// <summary>Redacts a header: the whole value if it may be a credential; otherwise, anything in it that looks like one.</summary>
    public Header Redact(Header header) => new(Hide(header.Name), IsSecret(header.Name) ? Hash(header.Value) : Hide(header.Value));

    /// <summary>Whether a header of this name may hold a credential.</summary>
    public bool IsSecret(string header) => secretHeaders.Contains(header) || SecretName().IsMatch(header);

    /// <summary>
    /// Hashes everything in the text that matches a credential format. For text that should not hold credentials, such as a path, but may
    /// by a client's mistake.
    /// </summary>
    public string Hide(string text)
    {
        foreach (var format in secretFormats)
            text = Hide(text, format);
        return text;
    }

    /// <summary>
    /// Redacts a request body: JSON with its secrets hashed, including all values outside an object; a form as <c>name=value&amp;…</c>,
    /// decoded, with its secrets hashed; only the size of any other body, as its secrets cannot be found.
    /// </summary>
    /// <param name="contentType">The Content-Type header; empty if there is none.</param>
    public string Redact(ReadOnlyMemory<byte> body, string contentType)
    {
        if (body.IsEmpty)
            return "";
        if (FormBody.Fields(contentType, body.Span) is { Count: > 0 } fields)
            return string.Join('&', fields.Select(field => $"{Hide(field.Name)}={HiddenValue(field.Name, field.Value)}"));
        return Rewritten(body, Compact, secret: json => json.ValueKind != JsonValueKind.Object, IsSecretInRequest) is { } json
            ? Hide(json) : $"({body.Length} bytes)";
    }

    /// <summary>Whether a cookie, form field or query parameter of this name may hold a credential.</summary>
    public bool IsSecretName(string name) => IsSecretInRequest(name);

    private string HiddenValue(string name, string value) =>
        value.Length > 0 && IsSecretInRequest(name) ? Hash(value) : Hide(value);

    /// <summary>
    /// Redacts a response body: indented JSON, with values hashed that are named like credentials. Anything else is returned unchanged, so
    /// replace known credentials first.
    /// </summary>
    public string RedactAnswer(string body) =>
        Rewritten(Encoding.UTF8.GetBytes(body), Indented, secret: static _ => false, IsSecretInAnswer) ?? body;

    private static string Hide(string text, CredentialFormat format)
    {
        StringBuilder? hidden = null;
        var kept = 0;
        for (var i = 0; text.Length - i >= format.MinLength;)
        {
            var length = format.LengthAtStart(text.AsSpan(i));
            if (length > 0)
            {
                (hidden ??= new()).Append(text, kept, i - kept).Append(Hash(text.Substring(i, length)));
                kept = i + length;
            }

            i += Math.Max(1, length);
        }

        return hidden is null ? text : hidden.Append(text, kept, text.Length - kept).ToString();
    }

    // Already redacted: hashing the hash again would hide that it is the same credential as elsewhere.
    private static bool IsHash(JsonElement element) =>
        element.ValueKind == JsonValueKind.String && HashForm().IsMatch(element.GetString()!);

    private bool IsSecretInRequest(string name) => secretNames.Contains(name) || SecretName().IsMatch(name);

    // In responses, "code" is an error code, and a session id proves nothing.
    private bool IsSecretInAnswer(string name) => secretNames.Contains(name) || SecretNameInAnswer().IsMatch(name);

    private static string? Rewritten(
        ReadOnlyMemory<byte> body, JsonWriterOptions form, Func<JsonElement, bool> secret, Func<string, bool> isSecret)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            using var stream = new MemoryStream();
            using (var writer = new Utf8JsonWriter(stream, form))
                Write(writer, json.RootElement, secret(json.RootElement), isSecret);
            return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static void Write(Utf8JsonWriter writer, JsonElement element, bool secret, Func<string, bool> isSecret)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in element.EnumerateObject())
                {
                    writer.WritePropertyName(property.Name);
                    Write(writer, property.Value, secret || isSecret(property.Name), isSecret);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                    Write(writer, item, secret, isSecret);
                writer.WriteEndArray();
                break;
            case JsonValueKind.Null:
                writer.WriteNullValue();
                break;
            default:
                if (secret && !IsHash(element))
                    writer.WriteStringValue(Hash(element.ToString()));
                else
                    element.WriteTo(writer);
                break;
        }
    }

    [GeneratedRegex("pass|token|secret|key|code|session", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretName();

    [GeneratedRegex("pass|token|secret", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretNameInAnswer();

    [GeneratedRegex("^sha256:[0-9a-f]{8}…$", RegexOptions.CultureInvariant)]
    private static partial Regex HashForm();
}
