using System.Collections.Immutable;
using System.Text;

namespace LogoutContracts.Drift.Pages;

/// <summary>A text from a page that knows in which line each of its parts is.</summary>
public sealed class LocatedText
{
    private readonly ImmutableArray<int> lines;
    private readonly ImmutableArray<int> breaks;

    private LocatedText(string text, ImmutableArray<int> lines)
    {
        (Text, this.lines) = (text, lines);
        breaks = [.. Enumerable.Range(0, text.Length).Where(i => text[i] == '\n')];
    }

    public string Text { get; }

    /// <summary>The line of the first character, from 1.</summary>
    public int Line => lines[0];

    /// <summary>The line of the character at an index, from 1.</summary>
    public int LineAt(int index) => breaks.BinarySearch(index) is var found && found >= 0 ? lines[found] : lines[~found];

    /// <summary>A text whose lines follow each other on the page.</summary>
    public static LocatedText Of(string text, int line)
    {
        var builder = new Builder();
        builder.Append(text, line);
        return text.Length == 0 ? new("", [line]) : builder.Build();
    }

    /// <summary>Collects the parts of a text.</summary>
    internal sealed class Builder
    {
        private readonly StringBuilder text = new();
        private readonly List<int> lines = [];

        public bool IsBlank { get; private set; } = true;

        /// <param name="line">The line in which the part starts.</param>
        public void Append(string part, int line)
        {
            if (part.Length == 0)
                return;
            IsBlank &= string.IsNullOrWhiteSpace(part);
            var segments = part.Split('\n');
            if (lines.Count == 0)
                lines.Add(line);
            else if (text[^1] == '\n')
                lines[^1] = line;
            text.Append(segments[0]);
            for (var i = 1; i < segments.Length; i++)
            {
                text.Append('\n').Append(segments[i]);
                lines.Add(line + i);
            }
        }

        public LocatedText Build() => new(text.ToString(), lines.Count > 0 ? [.. lines] : [1]);
    }
}
