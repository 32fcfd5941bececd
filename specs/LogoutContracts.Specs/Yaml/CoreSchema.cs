using System.Globalization;
using System.Text.RegularExpressions;

namespace LogoutContracts.Specs.Yaml;

/// <summary>
/// The types of plain scalars in the YAML 1.2 core schema (YAML 1.2.2, section 10.3.2). Unlike in YAML 1.1, "on", "no" and dates are
/// strings.
/// </summary>
internal static partial class CoreSchema
{
    public static ScalarKind KindOf(string plain) => plain switch
    {
        "" or "~" or "null" or "Null" or "NULL" => ScalarKind.Null,
        "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => ScalarKind.Boolean,
        _ when IntegerPattern().IsMatch(plain) => ScalarKind.Integer,
        _ when NumberPattern().IsMatch(plain) => ScalarKind.Number,
        _ => ScalarKind.String,
    };

    /// <summary>A number in JSON syntax, or null if it cannot be converted (infinity, NaN, hexadecimal or octal beyond 64 bits).</summary>
    public static string? JsonNumber(ScalarNode scalar)
    {
        var text = scalar.Text;
        if (text.StartsWith("0x", StringComparison.Ordinal))
        {
            return ulong.TryParse(text.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var hex)
                ? hex.ToString(CultureInfo.InvariantCulture) : null;
        }

        if (text.StartsWith("0o", StringComparison.Ordinal))
        {
            ulong octal = 0;
            foreach (var digit in text.AsSpan(2))
            {
                if (octal > ulong.MaxValue >> 3)
                    return null;
                octal = (octal << 3) | (uint)(digit - '0');
            }

            return octal.ToString(CultureInfo.InvariantCulture);
        }

        if (scalar.Kind == ScalarKind.Integer)
            return text.TrimStart('+') is ['-', .. var digits] ? "-" + Digits(digits) : Digits(text.TrimStart('+'));
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number.ToString("R", CultureInfo.InvariantCulture) : null;

        static string Digits(string digits) => digits.TrimStart('0') is { Length: > 0 } significant ? significant : "0";
    }

    [GeneratedRegex(@"^([-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex IntegerPattern();

    [GeneratedRegex(
        @"^([-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex NumberPattern();
}
