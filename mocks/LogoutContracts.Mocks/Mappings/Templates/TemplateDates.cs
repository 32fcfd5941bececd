using System.Globalization;
using System.Text;

namespace LogoutContracts.Mocks.Mappings.Templates;

/// <summary>The helper "now": formats the time with the letters of Java's SimpleDateFormat, in UTC.</summary>
internal static class TemplateDates
{
    private const string Default = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    private static readonly string[] Units = ["seconds", "minutes", "hours", "days", "months", "years"];

    public static object Now(HelperCall call)
    {
        var at = Moved(call.Context.Now.ToUniversalTime(), call.Option("offset"));
        return call.Option("format") switch
        {
            "epoch" => at.ToUnixTimeMilliseconds(),
            "unix" => at.ToUnixTimeSeconds(),
            var format => at.ToString(Translated(format ?? Default) ?? "O", CultureInfo.InvariantCulture),
        };
    }

    /// <summary>What is wrong with the constant options of a call; null if nothing is.</summary>
    public static string? Problem(HelperCall call)
    {
        if (call.Option("format") is { } format and not ("epoch" or "unix") && Translated(format) is null)
            return $"a format with the letters y, M, d, H, h, m, s, S, E, a and X, 'epoch' or 'unix', not '{format}'";
        return call.Option("offset") is { } offset && Parsed(offset) is null
            ? $"an offset such as '3 days', with one of the units {string.Join(", ", Units)}, not '{offset}'" : null;
    }

    private static DateTimeOffset Moved(DateTimeOffset at, string? offset) => offset is null || Parsed(offset) is not var (count, unit) ? at
        : unit switch
        {
            "seconds" => at.AddSeconds(count),
            "minutes" => at.AddMinutes(count),
            "hours" => at.AddHours(count),
            "days" => at.AddDays(count),
            "months" => at.AddMonths(count),
            _ => at.AddYears(count),
        };

    private static (int Count, string Unit)? Parsed(string offset) =>
        offset.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var number, var unit]
        && int.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count)
        && Math.Abs((long)count) <= 1_000_000 && Units.Contains(unit, StringComparer.Ordinal)
        && (unit is not "years" || Math.Abs(count) <= 1_000) && (unit is not "months" || Math.Abs(count) <= 12_000)
            ? (count, unit) : null;

    /// <returns>The format for .NET; null if it has an unknown letter.</returns>
    private static string? Translated(string format)
    {
        var text = new StringBuilder();
        for (var i = 0; i < format.Length;)
        {
            if (format[i] == '\'')
            {
                var end = format.IndexOf('\'', i + 1);
                if (end < 0)
                    return null;
                text.Append(format, i, end + 1 - i);
                i = end + 1;
                continue;
            }

            var length = 1;
            while (i + length < format.Length && format[i + length] == format[i])
                length++;
            if (Run(format[i], length) is not { } run)
                return null;
            text.Append(run);
            i += length;
        }

        // A single letter would be one of .NET's standard formats.
        return text.Length == 1 ? $"%{text}" : text.ToString();
    }

    private static string? Run(char letter, int length) => letter switch
    {
        'y' or 'M' or 'd' or 'H' or 'h' or 'm' or 's' => new(letter, length),
        'S' => new('f', Math.Min(length, 7)),
        'E' => length >= 4 ? "dddd" : "ddd",
        'a' => "tt",
        'X' => "'Z'",
        _ when char.IsAsciiLetter(letter) || letter is '%' or '\\' or '"' => null,
        _ => $"'{new string(letter, length)}'",
    };
}
