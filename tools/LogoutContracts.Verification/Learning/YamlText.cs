using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LogoutContracts.Verification.Learning;

/// <summary>Writes scalars and flow values of YAML 1.2.</summary>
internal static partial class YamlText
{
    private static readonly string[] Words = ["true", "false", "null", "yes", "no", "on", "off"];

    /// <summary>The text as a plain scalar if it is unambiguous, otherwise in quotes.</summary>
    public static string Scalar(string text)
    {
        if (Plain().IsMatch(text) && !Words.Contains(text, StringComparer.OrdinalIgnoreCase))
            return text;
        return text.Any(char.IsControl) ? Double(text) : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
    }

    /// <summary>JSON as a flow value on one line.</summary>
    public static string Flow(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => FlowMap(value),
        JsonValueKind.Array => $"[{string.Join(", ", value.EnumerateArray().Select(Flow))}]",
        JsonValueKind.String => Scalar(value.GetString()!),
        _ => value.GetRawText(),
    };

    private static string FlowMap(JsonElement value)
    {
        var pairs = value.EnumerateObject().Select(property => $"{Scalar(property.Name)}: {Flow(property.Value)}").ToList();
        return pairs.Count > 0 ? $"{{ {string.Join(", ", pairs)} }}" : "{}";
    }

    private static string Double(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var character in text)
        {
            if (char.IsControl(character))
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            else if (character is '"' or '\\')
                quoted.Append('\\').Append(character);
            else
                quoted.Append(character);
        }

        return quoted.Append('"').ToString();
    }

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_./-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
