using System.Globalization;
using System.Text;
using System.Text.Json;
using LogoutContracts.MockServer.Journaling;

namespace LogoutContracts.Cli.Serve;

/// <summary>
/// A log line for a request. It has no secrets: no query, headers or body, and only a prefix of the credential's hash.
/// </summary>
internal static class RequestLine
{
    private const string Plain = "\u001b[0m";
    private const string Faint = "\u001b[2m";

    /// <summary>Longer than any registered method.</summary>
    private const int LongestMethod = 32;

    public static string Text(JournalEntry entry, bool colours)
    {
        var (colour, faint, plain) = colours ? (ColourOf(entry.Status), Faint, Plain) : ("", "", "");
        var status = entry.Status == 0 ? "none" : entry.Status.ToString(CultureInfo.InvariantCulture);
        var fault = entry.Fault is { Kind: var kind } ? $" fault {kind}" : "";
        var head = $"{faint}{entry.Contract}{plain} {Shortened(entry.Method)} {Printable(entry.Path)} {Printable(entry.Variant ?? "-")}";
        var time = string.Create(CultureInfo.InvariantCulture, $"{entry.Duration.TotalMilliseconds:0.00} ms");
        return $"{head} {colour}{status}{fault}{plain} {faint}{time}{plain}";
    }

    public static void Write(Utf8JsonWriter json, JournalEntry entry)
    {
        json.WriteString("at", entry.At);
        json.WriteString("contract", entry.Contract);
        json.WriteString("method", Shortened(entry.Method));
        json.WriteString("path", entry.Path);
        json.WriteString("operation", entry.Operation);
        json.WriteString("variant", entry.Variant);
        json.WriteNumber("status", entry.Status);
        json.WriteString("fault", entry.Fault?.Kind);
        json.WriteNumber("ms", Math.Round(entry.Duration.TotalMilliseconds, 3));
        json.WriteString("caller", entry.Caller);
    }

    private static string Shortened(string method) => method.Length <= LongestMethod ? method : $"{method.AsSpan(0, LongestMethod)}…";

    // The path is decoded and comes from the client: a line break could forge a log line, and an escape could control the terminal.
    private static string Printable(string path)
    {
        if (!path.Any(IsUnprintable))
            return path;
        var text = new StringBuilder();
        foreach (var c in path)
            _ = IsUnprintable(c) ? text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}") : text.Append(c);
        return text.ToString();
    }

    private static bool IsUnprintable(char c) => char.IsControl(c)
        || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static string ColourOf(int status) => status switch
    {
        0 or >= 500 => "\u001b[31m",
        >= 400 => "\u001b[33m",
        >= 300 => "\u001b[36m",
        _ => "\u001b[32m",
    };
}
