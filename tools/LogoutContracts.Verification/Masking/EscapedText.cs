using System.Globalization;
using System.Net;
using System.Text;

namespace LogoutContracts.Verification.Masking;

/// <summary>A text with its escapes resolved, and the source position of each character.</summary>
internal sealed class EscapedText
{
    private const int LongestEntity = 10;

    /// <summary>The characters that start escapes in URLs, JSON and HTML.</summary>
    private const string Openings = "%\\&";

    private readonly int[] sources;

    private EscapedText(string text, int[] sources) => (Text, this.sources) = (text, sources);

    public string Text { get; }

    /// <summary>The range of the original text that a range of <see cref="Text"/> comes from.</summary>
    public (int From, int To) Source(int from, int to) => (sources[from], sources[to]);

    /// <summary>The text with its escapes resolved in each way that makes a difference; empty if it has no escapes.</summary>
    public static IEnumerable<EscapedText> ReadingsOf(string text)
    {
        if (!text.AsSpan().ContainsAny(Openings) || Resolved(text, Openings) is not { } once)
            yield break;
        yield return once;

        // What looks like an escape of one language may be a part of a secret that is escaped in another.
        foreach (var opening in Openings)
        {
            if (Resolved(text, [opening]) is { } alone && !string.Equals(alone.Text, once.Text, StringComparison.Ordinal))
                yield return alone;
        }

        // For example JSON in JSON.
        if (Resolved(once.Text, Openings) is { } twice)
            yield return new(twice.Text, [.. twice.sources.Select(source => once.sources[source])]);
    }

    /// <returns>Null if there is nothing to resolve.</returns>
    private static EscapedText? Resolved(string text, ReadOnlySpan<char> openings)
    {
        var resolved = new StringBuilder(text.Length);
        var sources = new List<int>(text.Length + 1);
        for (var at = 0; at < text.Length;)
        {
            var (character, length) = openings.Contains(text[at]) ? Escape(text.AsSpan(at)) : (text[at], 1);
            resolved.Append(character);
            sources.Add(at);
            at += length;
        }

        if (resolved.Length == text.Length)
            return null;
        sources.Add(text.Length);
        return new(resolved.ToString(), [.. sources]);
    }

    /// <returns>The character that the text starts with, and how many characters spell it.</returns>
    private static (char Character, int Length) Escape(ReadOnlySpan<char> text) => text[0] switch
    {
        '%' => Hex(text, 1, 2),
        '\\' => text.Length == 1 ? ('\\', 1) : text[1] switch
        {
            'u' => Hex(text, 2, 4),
            'x' => Hex(text, 2, 2),
            '"' or '\\' or '/' or '\'' => (text[1], 2),
            'n' => ('\n', 2),
            'r' => ('\r', 2),
            't' => ('\t', 2),
            _ => (text[0], 1),
        },
        _ => Entity(text),
    };

    private static (char Character, int Length) Hex(ReadOnlySpan<char> text, int from, int length) =>
        text.Length >= from + length
        && ushort.TryParse(text.Slice(from, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            ? ((char)code, from + length) : (text[0], 1);

    private static (char Character, int Length) Entity(ReadOnlySpan<char> text)
    {
        var end = text[..Math.Min(text.Length, LongestEntity)].IndexOf(';');
        return end > 0 && WebUtility.HtmlDecode(text[..(end + 1)].ToString()) is [var character] ? (character, end + 1) : (text[0], 1);
    }
}
