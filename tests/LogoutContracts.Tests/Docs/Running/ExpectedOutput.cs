using System.Text.RegularExpressions;

namespace LogoutContracts.Tests.Docs.Running;

/// <summary>
/// Output as a page shows it. A line <c>…</c> stands for any lines, <c>…</c> or <c>[…]</c> inside a line for any text. Hashes of credentials, free ports, times
/// and credentials that the server makes up differ in each run; so only their form counts.
/// </summary>
internal static partial class ExpectedOutput
{
    /// <returns>Index of the first line that the output does not have at its place; the number of lines: the output goes on; null: all is as expected.</returns>
    public static int? FirstDifference(IReadOnlyList<string> expected, string received)
    {
        var text = string.Concat(Lines(received).Select(line => $"{line}\n"));
        var patterns = Lines(string.Join('\n', expected)).Select(Pattern).ToList();
        if (IsMatch(text, string.Concat(patterns) + @"\z"))
            return null;
        return Enumerable.Range(0, patterns.Count + 1).Last(count => IsMatch(text, string.Concat(patterns.Take(count))));
    }

    /// <summary>Puts the most similar line of the output in the place of each line that it does not have. Lines with an ellipsis stay.</summary>
    public static IReadOnlyList<string> Accept(IReadOnlyList<string> expected, string received)
    {
        var (lines, output) = (expected.ToArray(), received.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'));
        while (FirstDifference(lines, received) is { } at && at < lines.Length && !Ellipsis().IsMatch(lines[at]))
        {
            var closest = output.MaxBy(line => Alike(line, lines[at]))!.TrimEnd();
            if (string.Equals(closest, lines[at], StringComparison.Ordinal))
                break;
            lines[at] = closest;
        }

        return lines;
    }

    private static int Alike(string one, string other)
    {
        var start = one.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count();
        return start + one.Reverse().Zip(other.Reverse()).TakeWhile(pair => pair.First == pair.Second).Take(Math.Min(one.Length, other.Length) - start).Count();
    }

    private static bool IsMatch(string text, string pattern) => Regex.IsMatch(text, $@"\A{pattern}", RegexOptions.NonBacktracking);

    private static IEnumerable<string> Lines(string text) => SameInEachRun(text.ReplaceLineEndings("\n")).TrimEnd('\n').Split('\n').Select(line => line.TrimEnd());

    private static string Pattern(string line) => line is "…" ? @"(?:[^\n]*\n)*" : $"{string.Join(@"[^\n]*", Ellipsis().Split(line).Select(Regex.Escape))}\n";

    private static string SameInEachRun(string text)
    {
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

    // The ports of the pages have four digits.
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
