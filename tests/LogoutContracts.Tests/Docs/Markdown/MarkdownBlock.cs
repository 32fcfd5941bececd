namespace LogoutContracts.Tests.Docs.Markdown;

/// <summary>A fenced block.</summary>
/// <param name="Line">Of the opening fence, from 1.</param>
/// <param name="Text">With a line feed at the end.</param>
/// <param name="Comment">The HTML comment right before it; empty if there is none.</param>
internal sealed record MarkdownBlock(string Page, int Line, string Language, string Text, string Comment)
{
    public string Place => $"{Page}:{Line}";

    /// <summary>Whether a reader is to type it into a shell.</summary>
    public bool IsCommands => Language is "sh" or "console";

    /// <summary>Why no test runs it; null: one does.</summary>
    public string? NotRun => After("not run: ");

    /// <summary>Why the build does not compile it; null: it does.</summary>
    public string? NotCompiled => After("not compiled: ");

    /// <summary>The file that a reader is told to save it as.</summary>
    public string? SavedAs => After("file: ");

    private string? After(string start) => Comment.StartsWith(start, StringComparison.Ordinal) ? Comment[start.Length..] : null;
}
