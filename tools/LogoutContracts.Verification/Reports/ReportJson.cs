using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LogoutContracts.Verification.Reports.Wording;

namespace LogoutContracts.Verification.Reports;

/// <summary>Writes indented JSON, with LF line breaks and one at the end.</summary>
internal static class ReportJson
{
    private static readonly JsonWriterOptions Indented = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Text(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Indented))
            write(json);
        return $"{Escaped(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length))}\n";
    }

    /// <summary>The same JSON, with all characters escaped that a terminal, an editor or a CI system may interpret.</summary>
    private static string Escaped(string json)
    {
        if (string.Equals(VisibleText.Of(json), json, StringComparison.Ordinal))
            return json;
        var escaped = new StringBuilder(json.Length);
        Span<char> characters = stackalloc char[2];
        foreach (var rune in json.EnumerateRunes())
        {
            // Two '#' open a command of a CI system.
            var isEscaped = rune.Value == '#' || VisibleText.IsHidden(rune);
            foreach (var character in characters[..rune.EncodeToUtf16(characters)])
            {
                if (isEscaped)
                    escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}");
                else
                    escaped.Append(character);
            }
        }

        return escaped.ToString();
    }

    public static void Array<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
            write(item);
        json.WriteEndArray();
    }

    /// <summary>The text with U+FFFD in place of surrogates without their other half, which UTF-8 cannot encode.</summary>
    public static string WellFormed(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsSurrogate(text[at]) && !(char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[++at])))
                return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        }

        return text;
    }
}
