using LogoutContracts.Drift.Pages;

namespace LogoutContracts.Drift.Readers.Rst;

/// <summary>A line of reStructuredText, without spaces at its end.</summary>
/// <param name="Number">From 1.</param>
internal sealed record RstLine(string Text, int Number)
{
    public bool IsBlank => Text.Length == 0;

    public int Indent { get; } = Text.Length - Text.TrimStart(' ').Length;

    /// <summary>The text without its indentation.</summary>
    public string Content => Text[Indent..];

    public RstLine Dedented(int by) => new(Text.Length > by ? Text[by..] : "", Number);

    /// <summary>The lines as one text.</summary>
    public static LocatedText Join(IEnumerable<RstLine> lines)
    {
        var text = new LocatedText.Builder();
        foreach (var line in lines)
            text.Append($"{line.Text}\n", line.Number);
        return text.Build();
    }
}
