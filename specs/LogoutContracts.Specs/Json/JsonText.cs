using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;

namespace LogoutContracts.Specs.Json;

/// <summary>The characters of a JSON string or property name, without a string object unless there are escapes in it.</summary>
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

    /// <summary>Whether the texts in valid JSON are Unicode: UTF-8 outside of escapes, and no half of a surrogate pair in them.</summary>
    public static bool IsWellFormed(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
            return false;
        while (json.IndexOf((byte)'\\') is >= 0 and var escape)
        {
            json = json[escape..];
            if (!IsSurrogate(json, (byte)'8', (byte)'f'))
                json = json[2..];
            else if (IsSurrogate(json, (byte)'8', (byte)'b') && IsSurrogate(json[6..], (byte)'c', (byte)'f'))
                json = json[12..];
            else
                return false;
        }

        return true;
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

    // \uD8.. to \uDF.., told by the second digit.
    private static bool IsSurrogate(ReadOnlySpan<byte> escape, byte first, byte last) =>
        escape is [(byte)'\\', (byte)'u', (byte)'d' or (byte)'D', var digit, _, _, ..] && (byte)(digit | 0x20) is var lower && (digit <= '9' ? digit : lower) >= first
        && (digit <= '9' ? digit : lower) <= last;
}
