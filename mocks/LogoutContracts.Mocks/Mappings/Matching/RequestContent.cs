using System.Text;
using System.Text.Json;

namespace LogoutContracts.Mocks.Mappings.Matching;

/// <summary>The body of a request. Text and JSON are read when a matcher first asks for them.</summary>
public sealed class RequestContent(ReadOnlyMemory<byte> bytes)
{
    private string? text;
    private Parsed? json;

    /// <summary>A request without a body.</summary>
    public static RequestContent None { get; } = new(ReadOnlyMemory<byte>.Empty);

    public ReadOnlyMemory<byte> Bytes => bytes;

    /// <summary>As UTF-8; invalid bytes become U+FFFD.</summary>
    public string Text => text ??= Encoding.UTF8.GetString(bytes.Span);

    /// <summary>Null if the body is not JSON.</summary>
    public JsonElement? Json => (json ??= new(ParsedJson.Of(bytes.Span))).Value;

    // An object, so that several threads can read it at any time.
    private sealed record Parsed(JsonElement? Value);
}
