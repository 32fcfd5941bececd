using System.Globalization;
using System.Text.Json;

namespace LogoutContracts.Specs.Arazzo;

/// <summary>Values of JSON out of what is none yet, and texts out of them.</summary>
public static class JsonValues
{
    public static JsonElement Of(string text) => JsonElement.Parse($"\"{JsonEncodedText.Encode(text)}\"");

    public static JsonElement Of(int number) => JsonElement.Parse(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>A text as it is, any other value as JSON has it.</summary>
    public static string TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
