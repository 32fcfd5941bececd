using System.Text;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Page.Drawing;

/// <summary>
/// Breaks and measures text. The page draws it in a monospaced font of 12 pixels, so that the server knows how wide it is.
/// </summary>
internal static class TextLines
{
    /// <summary>The height of a line in pixels.</summary>
    public const int LineHeight = 16;

    // The widest common monospaced fonts take 0.602 of their size per character.
    private const double CharacterWidth = 7.3;

    private const int PaddingX = 10;
    private const int PaddingY = 6;

    /// <summary>Breaks lines at spaces, or else after a sign, so that none has more than a number of columns.</summary>
    public static ValueList<string> Break(IEnumerable<string> lines, int columns) =>
        lines.SelectMany(line => Break(line, columns)).ToValueList();

    /// <summary>The size of a box around lines.</summary>
    public static (int Width, int Height) Size(ValueList<string> lines) =>
        ((int)Math.Ceiling(lines.Select(Columns).DefaultIfEmpty().Max() * CharacterWidth) + (2 * PaddingX),
            (lines.Count * LineHeight) + (2 * PaddingY));

    private static IEnumerable<string> Break(string line, int columns)
    {
        var current = new StringBuilder();
        var width = 0;
        foreach (var piece in Pieces(line, columns))
        {
            if (width > 0 && width + Columns(piece) > columns)
            {
                yield return current.ToString();
                current.Clear();
                width = 0;
            }

            // A space before a word is only needed within a line.
            var added = width == 0 ? piece.TrimStart() : piece;
            current.Append(added);
            width += Columns(added);
        }

        yield return current.ToString();
    }

    /// <summary>The words of a line with the space before them; of words that are too wide, the parts that fit.</summary>
    private static IEnumerable<string> Pieces(string line, int columns) => line.Split(' ')
        .Select((word, i) => i == 0 ? word : $" {word}")
        .SelectMany(word => Columns(word.TrimStart()) <= columns ? [word] : PartsOf(word, columns));

    private static IEnumerable<string> PartsOf(string word, int columns)
    {
        var part = new StringBuilder();
        var width = 0;
        foreach (var rune in word.EnumerateRunes())
        {
            if (width + Columns(rune) > columns)
            {
                yield return part.ToString();
                part.Clear();
                width = 0;
            }

            part.Append(rune.ToString());
            width += Columns(rune);
            if (rune.Value is not ('-' or '/' or ',' or '_' or '.' or '|' or ']'))
                continue;
            yield return part.ToString();
            part.Clear();
            width = 0;
        }

        if (part.Length > 0)
            yield return part.ToString();
    }

    private static int Columns(string text) => text.EnumerateRunes().Sum(Columns);

    // East Asian characters and pictures take two columns.
    private static int Columns(Rune rune) => rune.Value >= 0x1100 && !Rune.IsWhiteSpace(rune) ? 2 : 1;
}
