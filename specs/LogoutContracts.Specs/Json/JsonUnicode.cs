using System.Text.Unicode;

namespace LogoutContracts.Specs.Json;

/// <summary>Detects invalid Unicode in JSON: JsonDocument accepts it when parsing, and throws only when the string is read.</summary>
public static class JsonUnicode
{
    /// <summary>Whether all strings in syntactically valid JSON are valid UTF-8, without unpaired surrogates in escape sequences.</summary>
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

    // \uD8.. to \uDF..: the second digit says which half of a pair it is.
    private static bool IsSurrogate(ReadOnlySpan<byte> escape, byte first, byte last) =>
        escape is [(byte)'\\', (byte)'u', (byte)'d' or (byte)'D', var digit, _, _, ..] && (byte)(digit | 0x20) is var lower
        && (digit <= '9' ? digit : lower) >= first && (digit <= '9' ? digit : lower) <= last;
}
