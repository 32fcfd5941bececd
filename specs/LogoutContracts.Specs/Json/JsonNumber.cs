using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace LogoutContracts.Specs.Json;

/// <summary>A JSON number: a decimal if it fits into one, so that 0.3 is a multiple of 0.1; otherwise a double.</summary>
internal readonly record struct JsonNumber(decimal? Exact, double Approximate)
{
    public static JsonNumber Of(JsonElement number)
    {
        var approximate = number.GetDouble();

        // A decimal would silently round 1e-29 to zero.
        var fits = approximate == 0 || Math.Abs(approximate) is > 1e-12 and < 1e28;
        return new(fits && number.TryGetDecimal(out var exact) ? exact : null, approximate);
    }

    public int Compare(JsonNumber other) =>
        Exact is { } left && other.Exact is { } right ? left.CompareTo(right) : Approximate.CompareTo(other.Approximate);

    public bool IsMultipleOf(JsonNumber divisor) =>
        Exact is { } left && divisor.Exact is { } right ? left % right == 0 : Math.IEEERemainder(Approximate, divisor.Approximate) == 0;

    /// <summary>Whether the number has no fraction; 1.0 and 10e-1 are integers.</summary>
    public static bool IsInteger(JsonElement number)
    {
        // Looks at the digits, because 1e400 would overflow a double.
        var text = JsonMarshal.GetRawUtf8Value(number);
        var exponent = 0L;
        if (text.IndexOfAny((byte)'e', (byte)'E') is >= 0 and var e)
        {
            var digits = text[(e + 1)..];
            if (!long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent))
                exponent = digits[0] == '-' ? long.MinValue / 2 : long.MaxValue / 2;
            text = text[..e];
        }

        var point = text.IndexOf((byte)'.');
        var fraction = point < 0 ? 0 : text.Length - point - 1;
        var significant = text.TrimEnd("0."u8);
        var zeros = text.Length - significant.Length - (significant.Length <= point ? 1 : 0);
        return significant is [] or [(byte)'-'] || fraction - zeros - exponent <= 0;
    }
}
