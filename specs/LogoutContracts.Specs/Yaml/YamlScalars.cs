using System.Globalization;
using System.Text;

namespace LogoutContracts.Specs.Yaml;

/// <summary>Writes scalars and keys so that every YAML reader, also of YAML 1.1, gets the same values.</summary>
internal static class YamlScalars
{
    // YAML 1.1 reads these as booleans.
    private static readonly string[] Booleans = ["y", "n", "yes", "no", "on", "off"];

    private const string SafeInFlow = " _./$()+*=-#:";
    private const string SafeInBlock = SafeInFlow + "',;!?&@%<>`\"";

    public static string Key(string key) => OfString(key, isInFlow: true);

    /// <summary>A scalar on one line.</summary>
    public static string OneLine(ScalarNode scalar, bool isInFlow) => scalar.Kind switch
    {
        ScalarKind.String => OfString(scalar.Text, isInFlow),
        ScalarKind.Null => "null",
        _ => scalar.Text,
    };

    /// <summary>Whether a string can be written as a literal block.</summary>
    public static bool IsLiteral(ScalarNode scalar) =>
        scalar.Kind == ScalarKind.String && scalar.Text.Contains('\n', StringComparison.Ordinal)
        && scalar.Text is not [' ' or '\n', ..] and not [.., '\n', '\n'] && scalar.Text.All(c => c == '\n' || IsPlainCharacter(c));

    private static string OfString(string text, bool isInFlow)
    {
        if (IsPlain(text, isInFlow ? SafeInFlow : SafeInBlock))
            return text;
        return text.All(IsPlainCharacter) ? $"'{text.Replace("'", "''", StringComparison.Ordinal)}'" : DoubleQuoted(text);
    }

    private static bool IsPlain(string text, string safe) =>
        text is [var first, ..] && (char.IsLetter(first) || first is '/' or '$' or '_') && text[^1] is not (' ' or ':')
        && text.All(c => char.IsLetterOrDigit(c) || safe.Contains(c, StringComparison.Ordinal))
        && !text.Contains(": ", StringComparison.Ordinal) && !text.Contains(" #", StringComparison.Ordinal)
        && CoreSchema.KindOf(text) == ScalarKind.String && !Booleans.Contains(text, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the character needs no escape sequence; readers may treat the others as line breaks or reject them.</summary>
    private static bool IsPlainCharacter(char c) => !char.IsControl(c) && c is not ('\u2028' or '\u2029' or '\uFEFF');

    private static string DoubleQuoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' or '\\' => quoted.Append('\\').Append(c),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                _ when IsPlainCharacter(c) => quoted.Append(c),
                _ => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
            };
        }

        return quoted.Append('"').ToString();
    }
}
