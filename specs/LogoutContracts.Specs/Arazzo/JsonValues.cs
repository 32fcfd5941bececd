using System.Globalization;
using System.Text.Json;

namespace LogoutContracts.Specs.Arazzo;

/// <summary>Converts between strings or numbers and JSON values.</summary>
public static class JsonValues
{
    /// <summary>The text as a JSON string.</summary>
    public static JsonElement Of(string text) => JsonElement.Parse($"\"{JsonEncodedText.Encode(text)}\"");

    /// <summary>The number as a JSON number.</summary>
    public static JsonElement Of(int number) => JsonElement.Parse(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>The string if the value is one, otherwise the value as JSON.</summary>
    public static string TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
