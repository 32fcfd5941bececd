using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs.Yaml;

/// <summary>What can be wrong with a text that is to be YAML, in the words of the one who wrote it: the parser's own are those of its grammar, and point where it gave up.</summary>
internal static class SyntaxDiagnostics
{
    // What the parser says, in its words; what was found; what was expected; what to do. The first that occurs in the message counts.
    private static readonly (string Says, string Found, string Expected, string Action)[] Meanings =
    [
        ("unknown escape character", "a '\\' in a double-quoted text, before a character that needs none", "an escape that YAML knows", "write '\\\\', or take single quotes, which leave backslashes alone"),
        ("Unicode character escape", "an escape that is no Unicode character", "an escape that YAML knows", "correct the digits behind the '\\'"),
        ("hexdecimal number", "an escape without its hexadecimal digits", "an escape that YAML knows", "correct the digits behind the '\\'"),
        ("quoted scalar", "a quote that is never closed", "a closing quote", "close it where its text ends"),
        ("flow mapping", "a '{' that goes on without ',' or '}'", "',' between entries, and '}' at the end", "add what is missing; quote texts that hold ',', '{', '}', '[' or ']'"),
        ("flow sequence", "a '[' that goes on without ',' or ']'", "',' between items, and ']' at the end", "add what is missing; quote texts that hold ',', '{', '}', '[' or ']'"),
        ("incompatible YAML", "a directive of another YAML", "YAML 1.2", "take the line with '%' away"),
        ("directive", "a line with '%' that is no directive", "YAML 1.2", "take it away, or quote the text"),
        ("tag", "a tag that cannot be read", "values without tags", "take it away; quote the text where '!' belongs to it"),
        ("anchor", "an anchor or alias without a name", "values without anchors", "take it away; quote the text where '&' or '*' belongs to it"),
        ("block scalar", "a '|' or '>' with something else behind it", "a text that begins on the next line", "move it there; quote it where '|' or '>' belongs to it"),
        ("simple key", "a key without ':'", "'key: value'", "add the colon, and a blank behind it"),
        ("sequence entries are not allowed", "a list item where none can stand", "'- item' lines below a key", "put the '-' on a line of its own"),
        ("Mapping values are not allowed", "a ':' where no key can stand", "one 'key: value' a line", "quote the text that it is in, or correct the indentation of the line"),
    ];

    extension(DiagnosticList problems)
    {
        public void TooDeep(Position at, int limit) => problems.NoYaml(at, $"more than {limit} levels within each other", $"at most {limit}", "flatten it");

        /// <param name="at">Where the parser gave up.</param>
        /// <param name="message">Why, in its words.</param>
        /// <param name="lines">Of the file.</param>
        public void Syntax(Position at, string message, string[] lines)
        {
            if (message.Contains("tab", StringComparison.Ordinal) && TabIn(lines, at.Line) is { } tab)
                problems.TabIndentation(tab);
            else if (message.Contains("invalid mapping", StringComparison.Ordinal))
                problems.MisplacedColon(at, LineOf(lines, at));
            else if (message.Contains("cannot start any token", StringComparison.Ordinal))
                problems.ReservedStart(at, LineOf(lines, at));
            else if (message.Contains("block mapping", StringComparison.Ordinal) || message.Contains("block collection", StringComparison.Ordinal))
                problems.NoEntry(at, LineOf(lines, at));
            else if (Array.Find(Meanings, meaning => message.Contains(meaning.Says, StringComparison.Ordinal)) is { Says: not null } known)
                problems.NoYaml(at, known.Found, known.Expected, known.Action);
            else
                problems.NoYaml(at, message, "YAML 1.2", "look at the indentation, quotes and brackets here and on the lines above");
        }

        /// <summary>A quote that was not closed, or closed by the one that was to open the next text: what comes then only looks wrong.</summary>
        public void LateQuote(Position at, int line) => problems.NoYaml(at, $"a quote that is closed only in line {line}", "a closing quote where the text ends", "close it there");

        private void TabIndentation(Position at) => problems.NoYaml(at, "a tab in the indentation", "blanks", "replace it by blanks, as many as the lines beside it have");

        /// <summary>The parser has a scalar, and now a colon makes it a key where none can be.</summary>
        private void MisplacedColon(Position at, string line)
        {
            var before = line[..Math.Min(at.Column - 1, line.Length)];
            if (before.Contains(": ", StringComparison.Ordinal))
                problems.NoYaml(at, "a second ': ' in a text without quotes", "one 'key: value' a line", "quote the text");
            else
                problems.NoYaml(at with { Column = Indentation(before) + 1 }, $"'{before.Trim()}:' where no key can stand", "a key as far in as the keys beside it", "correct the indentation of this line, or of the one above");
        }

        private void ReservedStart(Position at, string line)
        {
            var first = at.Column <= line.Length ? line[at.Column - 1] : ' ';
            if (first == '\t')
                problems.TabIndentation(at);
            else
                problems.NoYaml(at, $"a text that begins with '{first}'", "another character, or a quote", "quote the text");
        }

        private void NoEntry(Position at, string line)
        {
            var before = line[..Math.Min(at.Column - 1, line.Length)].TrimEnd();
            var rest = line[before.Length..].Trim();
            if (rest is ['}' or ']', ..])
                problems.NoYaml(at, $"a '{rest[0]}' that nothing opened", "brackets in pairs", "take it away");
            else if (rest is "-" or ['-', ' ', ..])
                problems.NoYaml(at, "a list item among the keys of a map", "a key, like those beside it", "indent the list below its key, or take the '-' away");
            else if (before is [.., '\'' or '"'])
                problems.NoYaml(at, "more text behind a closing quote", "the end of the line", "quote the whole text");
            else if (rest.Contains(": ", StringComparison.Ordinal) || rest.EndsWith(':'))
                problems.NoYaml(at, $"'{rest}', less far in than the keys above", "a key as far in as the keys beside it", "correct the indentation of this line, or of those above");
            else
                problems.NoYaml(at, $"'{rest}', which is no key with a value", "'key: value'", "add the colon, and a blank behind it");
        }

        private void NoYaml(Position at, string found, string expected, string action) => problems.Add("yaml-syntax", at, found, expected, action);
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
