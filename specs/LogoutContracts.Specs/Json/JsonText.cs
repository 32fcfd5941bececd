using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;

namespace LogoutContracts.Specs.Json;

/// <summary>The characters of a JSON string or property name. Allocates a string only if there are escape sequences.</summary>
internal readonly ref struct JsonText
{
    public const int StackLength = 256;

    private readonly char[]? rented;

    private JsonText(ReadOnlySpan<char> chars, char[]? rented)
    {
        Chars = chars;
        this.rented = rented;
    }

    public ReadOnlySpan<char> Chars { get; }

    public static JsonText Of(JsonElement text, Span<char> buffer)
    {
        var raw = JsonMarshal.GetRawUtf8Value(text);
        return raw.Contains((byte)'\\') ? new(text.GetString(), null) : Of(raw[1..^1], buffer);
    }

    public static JsonText NameOf(JsonProperty property, Span<char> buffer)
    {
        var raw = JsonMarshal.GetRawUtf8PropertyName(property);
        return raw.Contains((byte)'\\') ? new(property.Name, null) : Of(raw, buffer);
    }

    public void Dispose()
    {
        if (rented is not null)
            ArrayPool<char>.Shared.Return(rented);
    }

    private static JsonText Of(ReadOnlySpan<byte> utf8, Span<char> buffer)
    {
        var pooled = utf8.Length > buffer.Length ? ArrayPool<char>.Shared.Rent(utf8.Length) : null;
        Span<char> chars = pooled ?? buffer;
        Utf8.ToUtf16(utf8, chars, out _, out var written);
        return new(chars[..written], pooled);
    }
}
