using System.Text;
using System.Text.Json;
using LogoutContracts.Specs.Json;

namespace LogoutContracts.Verification.Http;

/// <summary>Reads JSON from untrusted answers.</summary>
internal static class ResponseJson
{
    /// <returns>Null if the body is not JSON, or contains strings that are not valid Unicode.</returns>
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

    /// <summary>The string at a JSON pointer, or another value as JSON text.</summary>
    /// <returns>Null if there is no value, or it is null.</returns>
    public static string? TextAt(string body, string pointer) => (Parse(body) is { } json ? JsonPointer.Find(json, pointer) : null) switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { } other => other.GetRawText(),
    };
}
