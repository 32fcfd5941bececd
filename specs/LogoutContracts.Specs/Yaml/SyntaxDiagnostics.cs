using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs.Yaml;

/// <summary>
/// YAML syntax errors in the author's terms: the parser's own messages use grammar terms, and its positions are where it gave up.
/// </summary>
internal static class SyntaxDiagnostics
{
    private const string Escape = "a valid YAML escape sequence";
    private const string ToQuote = "quote strings that contain ',', '{', '}', '[' or ']'";

    // Part of the parser's message; what was found; what was expected; what to do. The first match counts.
    private static readonly (string Says, string Found, string Expected, string Action)[] Meanings =
    [
        ("unknown escape character", "an unknown escape sequence in a double-quoted string", Escape,
            "write '\\\\', or use single quotes, in which backslashes have no special meaning"),
        ("Unicode character escape", "an escape sequence that is not a Unicode character", Escape, "correct the digits after the '\\'"),
        ("hexdecimal number", "an escape sequence without its hexadecimal digits", Escape, "correct the digits after the '\\'"),
        ("quoted scalar", "an unclosed quote", "a closing quote", "close the quote at the end of the string"),
        ("flow mapping", "a '{' without the ',' or '}' that must follow", "',' between entries, and '}' at the end",
            $"add what is missing; {ToQuote}"),
        ("flow sequence", "a '[' without the ',' or ']' that must follow", "',' between items, and ']' at the end",
            $"add what is missing; {ToQuote}"),
        ("incompatible YAML", "a directive for another YAML version", "YAML 1.2", "remove the line that starts with '%'"),
        ("directive", "a '%' that does not start a valid directive", "YAML 1.2", "remove it, or quote the string"),
        ("tag", "an invalid tag", "no tags", "remove it; if the '!' is part of a string, quote the string"),
        ("anchor", "an anchor or alias without a name", "no anchors",
            "remove it; if the '&' or '*' is part of a string, quote the string"),
        ("block scalar", "a '|' or '>' with text after it", "a string that starts on the next line",
            "move the text there; if the '|' or '>' is part of a string, quote the string"),
        ("simple key", "a key without ':'", "'key: value'", "add the colon, and a space after it"),
        ("sequence entries are not allowed", "a list item that is not allowed here", "'- item' lines below a key",
            "put the '-' on a line of its own"),
        ("Mapping values are not allowed", "a ':' that is not allowed here", "one 'key: value' per line",
            "quote the string that contains it, or correct the indentation of the line"),
    ];

    extension(DiagnosticList problems)
    {
        public void TooDeep(Position at, int limit) => problems.NoYaml(
            at, $"more than {limit} levels of nesting", $"at most {limit} levels", "reduce the nesting");

        /// <param name="at">Where the parser gave up.</param>
        /// <param name="message">The parser's message.</param>
        /// <param name="lines">The lines of the file.</param>
        public void Syntax(Position at, string message, string[] lines)
        {
            if (message.Contains("tab", StringComparison.Ordinal) && TabIn(lines, at.Line) is { } tab)
                problems.TabIndentation(tab);
            else if (message.Contains("invalid mapping", StringComparison.Ordinal))
                problems.MisplacedColon(at, LineOf(lines, at));
            else if (message.Contains("cannot start any token", StringComparison.Ordinal))
                problems.ReservedStart(at, LineOf(lines, at));
            else if (message.Contains("block mapping", StringComparison.Ordinal)
                || message.Contains("block collection", StringComparison.Ordinal))
                problems.NoEntry(at, LineOf(lines, at));
            else if (Array.Find(Meanings, meaning => message.Contains(meaning.Says, StringComparison.Ordinal)) is { Says: not null } known)
                problems.NoYaml(at, known.Found, known.Expected, known.Action);
            else
                problems.NoYaml(at, message, "YAML 1.2", "check the indentation, quotes and brackets on this line and the lines above");
        }

        /// <summary>
        /// An unclosed quote ends at the opening quote of the next string, so the parser fails after the actual mistake.
        /// </summary>
        public void LateQuote(Position at, int line) => problems.NoYaml(
            at, $"a quote that is not closed before line {line}", "a closing quote at the end of the string", "close it there");

        private void TabIndentation(Position at) => problems.NoYaml(
            at, "a tab in the indentation", "spaces", "replace it with spaces, as many as in the neighboring lines");

        /// <summary>The parser has read a scalar, and a colon turns it into a key where no key is allowed.</summary>
        private void MisplacedColon(Position at, string line)
        {
            var before = line[..Math.Min(at.Column - 1, line.Length)];
            if (before.Contains(": ", StringComparison.Ordinal))
            {
                problems.NoYaml(at, "a second ': ' in an unquoted string", "one 'key: value' per line", "quote the string");
            }
            else
            {
                problems.NoYaml(
                    at with { Column = Indentation(before) + 1 }, $"'{before.Trim()}:' where a key is not allowed",
                    "a key with the indentation of its neighbors", "correct the indentation of this line, or of the one above");
            }
        }

        private void ReservedStart(Position at, string line)
        {
            var first = at.Column <= line.Length ? line[at.Column - 1] : ' ';
            if (first == '\t')
                problems.TabIndentation(at);
            else
                problems.NoYaml(at, $"an unquoted string that starts with '{first}'", "a quoted string", "quote the string");
        }

        private void NoEntry(Position at, string line)
        {
            var before = line[..Math.Min(at.Column - 1, line.Length)].TrimEnd();
            var rest = line[before.Length..].Trim();
            var isAfterQuote = before is [.., '\'' or '"'];
            var (found, expected, action) = rest switch
            {
                ['}' or ']', ..] => ($"an unmatched '{rest[0]}'", "matching brackets", "remove it"),
                "-" or ['-', ' ', ..] =>
                    ("a list item among the keys of a map", "a key", "indent the list below its key, or remove the '-'"),
                _ when isAfterQuote => ("text after a closing quote", "the end of the line", "quote the whole string"),
                _ when rest.Contains(": ", StringComparison.Ordinal) || rest.EndsWith(':') =>
                    ($"'{rest}', which is indented less than the keys above", "a key with the indentation of its neighbors",
                        "correct the indentation of this line, or of those above"),
                _ => ($"'{rest}', which is not a key with a value", "'key: value'", "add the colon, and a space after it"),
            };
            problems.NoYaml(at, found, expected, action);
        }

        private void NoYaml(Position at, string found, string expected, string action) =>
            problems.Add("yaml-syntax", at, found, expected, action);
    }

    private static int Indentation(string line) => line.Length - line.TrimStart().Length;

    private static Position? TabIn(string[] lines, int from)
    {
        for (var i = Math.Max(from, 1) - 1; i < lines.Length; i++)
        {
            var tab = lines[i].IndexOf('\t', StringComparison.Ordinal);
            if (tab >= 0 && tab < Indentation(lines[i]) && Indentation(lines[i]) < lines[i].Length)
                return new(i + 1, tab + 1);
        }

        return null;
    }

    private static string LineOf(string[] lines, Position at) => at.Line <= lines.Length ? lines[at.Line - 1] : "";
}
