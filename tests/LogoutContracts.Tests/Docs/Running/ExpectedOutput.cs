using System.Text.RegularExpressions;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Docs.Running;

/// <summary>
/// Compares a command's output with the output on a page. On the page, a line <c>…</c> matches any lines, and <c>…</c> or <c>[…]</c>
/// inside a line matches any text. Hashes, free ports, times and new credentials differ in each run, so only their format is compared.
/// </summary>
internal static partial class ExpectedOutput
{
    /// <returns>
    /// Index of the first expected line that differs; the number of expected lines if the output is longer; null if the output matches.
    /// </returns>
    public static int? FirstDifference(IReadOnlyList<string> expected, string received)
    {
        var text = string.Concat(Lines(received).Select(line => $"{line}\n"));
        var patterns = Lines(string.Join('\n', expected)).Select(Pattern).ToList();
        if (IsMatch(text, string.Concat(patterns) + @"\z"))
            return null;
        return Enumerable.Range(0, patterns.Count + 1).Last(count => IsMatch(text, string.Concat(patterns.Take(count))));
    }

    /// <summary>Replaces each expected line that differs with the most similar line of the output, up to a line with an ellipsis.</summary>
    public static IReadOnlyList<string> Accept(IReadOnlyList<string> expected, string received)
    {
        var (lines, output) = (expected.ToArray(), received.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'));
        while (FirstDifference(lines, received) is { } at && at < lines.Length && !Ellipsis().IsMatch(lines[at]))
        {
            var closest = output.MaxBy(line => Similarity(line, lines[at]))!.TrimEnd();
            if (string.Equals(closest, lines[at], StringComparison.Ordinal))
                break;
            lines[at] = closest;
        }

        return lines;
    }

    private static int Similarity(string one, string other)
    {
        var start = one.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count();
        return start + one.Reverse().Zip(other.Reverse()).TakeWhile(pair => pair.First == pair.Second)
            .Take(Math.Min(one.Length, other.Length) - start).Count();
    }

    private static bool IsMatch(string text, string pattern) => Regex.IsMatch(text, $@"\A{pattern}", RegexOptions.NonBacktracking);

    private static IEnumerable<string> Lines(string text) =>
        Normalized(text.ReplaceLineEndings("\n")).TrimEnd('\n').Split('\n').Select(line => line.TrimEnd());

    private static string Pattern(string line) =>
        line is "…" ? @"(?:[^\n]*\n)*" : $"{string.Join(@"[^\n]*", Ellipsis().Split(line).Select(Regex.Escape))}\n";

    private static string Normalized(string text)
    {
        text = CommandLineRun.WithoutProgress(text);
        text = Hash().Replace(text, "sha256:(hash)");
        text = FreePort().Replace(text, "127.0.0.1:(port)");
        text = Time().Replace(text, "(time)");
        text = Day().Replace(text, "(day)");
        text = Milliseconds().Replace(text, "(time) ms");
        return NewCredential().Replace(text, "\"${name}\": \"(new)\"");
    }

    [GeneratedRegex(@"\[…\]|…")]
    private static partial Regex Ellipsis();

    [GeneratedRegex("sha256:[0-9a-f]{8}")]
    private static partial Regex Hash();

    // Free ports have five digits, the ports on the pages four.
    [GeneratedRegex(@"127\.0\.0\.1:[1-9][0-9]{4}\b")]
    private static partial Regex FreePort();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT[0-9:.]+Z|\w{3}, \d\d \w{3} \d{4} [0-9:]{8} GMT")]
    private static partial Regex Time();

    [GeneratedRegex(@"\b\d{4}-\d\d-\d\d\b")]
    private static partial Regex Day();

    [GeneratedRegex(@"\b\d+(\.\d+)? ms\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Milliseconds();

    [GeneratedRegex("""
        "(?<name>userId|sessionId)": "[A-Za-z0-9]{17}"|"(?<name>authToken)": "[\w-]{43}"
        """, RegexOptions.ExplicitCapture)]
    private static partial Regex NewCredential();
}
