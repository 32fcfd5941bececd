using System.Text;
using System.Text.Json;
using LogoutContracts.Specs.Json;

namespace LogoutContracts.Verification.Http;

/// <summary>Reads answers as JSON. What a target sends may be anything.</summary>
internal static class ResponseJson
{
    /// <summary>Null where it is no JSON, or has texts that are not Unicode.</summary>
    public static JsonElement? Parse(string body)
    {
        try
        {
            var utf8 = Encoding.UTF8.GetBytes(body);
            var json = JsonElement.Parse(utf8);
            return JsonUnicode.IsWellFormed(utf8) ? json : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A text as it is, another value as JSON has it; null where there is nothing, or null.</summary>
    public static string? TextAt(string body, string pointer) => (Parse(body) is { } json ? JsonPointer.Find(json, pointer) : null) switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { } other => other.GetRawText(),
    };
}
