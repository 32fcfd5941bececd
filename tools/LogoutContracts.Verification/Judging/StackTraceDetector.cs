using System.Text.RegularExpressions;

namespace LogoutContracts.Verification.Judging;

/// <summary>Finds stack traces of .NET, Java, Node, Python, PHP, Go, Ruby and their frameworks, as text, in HTML and in JSON.</summary>
internal static partial class StackTraceDetector
{
    // In characters. A stack trace starts early in a body.
    private const int LongestSearched = 100_000;

    private static readonly Dictionary<string, string> Characters = new(StringComparer.OrdinalIgnoreCase)
    {
        ["\\\""] = "\"",
        ["&quot;"] = "\"",
        ["&#34;"] = "\"",
        ["\\\\"] = "\\",
        ["\\/"] = "/",
        ["\\t"] = " ",
        ["&nbsp;"] = " ",
        ["&#160;"] = " ",
        ["\\r"] = "",
        ["\\u0027"] = "'",
        ["&#39;"] = "'",
        ["&#x27;"] = "'",
        ["&apos;"] = "'",
        ["\\u003c"] = "<",
        ["&lt;"] = "<",
        ["\\u003e"] = ">",
        ["&gt;"] = ">",
    };

    public static bool IsIn(string body) => Trace().IsMatch(Lines(body.Length > LongestSearched ? body[..LongestSearched] : body));

    /// <summary>The body with the escapes and line breaks of JSON and HTML resolved.</summary>
    private static string Lines(string body) => Escape().Replace(body, escape => Characters.GetValueOrDefault(escape.Value, "\n"));

    [GeneratedRegex(
        @"\\[""\\/tnr]|\\u00(?:27|3[CcEe])|&(?:quot|nbsp|apos|lt|gt|\#34|\#39|\#x27|\#160|\#10|\#13);|<(?:br|pre|p|li|div|td)\b[^>]*>",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Escape();

    [GeneratedRegex("""
        ^[ \t\u00A0]*at[ ]\S+\((?:[\w$]+\.(?:java|kt|scala|groovy|clj)(?::\d+)?|Native[ ]Method|Unknown[ ]Source)\) # Java
        | ^[ \t\u00A0]*at[ ](?:[^\n]+[ ]\()?(?:async[ ])?(?:file:|node:|internal/|/|[A-Za-z]:[\\/])[^\n]*:\d+:\d+ # Node
        | ^[ \t\u00A0]*at[ ][^\n]+\([^\n]*\)[ ]in[ ][^\n]+:line[ ]\d+ # .NET, with symbols
        | (?:Exception|Error)\b[^\n]*\n[ \t\u00A0]*at[ ][\w`+<>\[\],|]+(?:\.+[\w`+<>\[\],|]+)+\( # .NET, without
        | ---[ ]End[ ]of[ ](?:inner[ ]exception[ ])?stack[ ]trace
        | Traceback[ ]\(most[ ]recent[ ]call[ ]last\) # Python
        | ^[ \t]*File[ ]"[^"\n]+\.py"(?:,[ ]line[ ]\d+,)?[ ]in[ ]
        | <code[^>\n]*>[^<\n]+\.py</code>,\s*line[ ]\d+,\s*in\b # Django's debug page
        | ^\#\d+[ ][^\n]+\.php(?:\(\d+\)|:\d+) # PHP
        | "trace"\s*:\s*\[\s*\{\s*"(?:file|function|class|namespace)"\s*: # Laravel and Symfony
        | "stackTrace"\s*:\s*\[\s*\{\s*" # Jackson
        | goroutine[ ]\d+[ ]\[[^\]\n]+\]: # Go
        | \.go:\d+[ ]\+0x[0-9a-f]+
        | \.rb:\d+:in[ ] # Ruby
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Trace();
}
