using System.Text.Encodings.Web;
using System.Text.Json;

namespace LogoutContracts.Specs.Primitives;

/// <summary>How a text encodes the values of its placeholders.</summary>
public enum TextEncoding
{
    None,

    /// <summary>As the content of a JSON string.</summary>
    Json,

    /// <summary>Percent-encoded, as in URLs and in <c>application/x-www-form-urlencoded</c>.</summary>
    Percent,
}

internal static class TextEncodings
{
    public static string Encode(this TextEncoding encoding, string value) => encoding switch
    {
        TextEncoding.Json => JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(),
        TextEncoding.Percent => Uri.EscapeDataString(value),
        _ => value,
    };
}
