namespace LogoutContracts.Tests.Docs.Markdown;

/// <summary>A fenced code block.</summary>
/// <param name="Line">Line of the opening fence, from 1.</param>
/// <param name="Text">The code, with a line feed at the end.</param>
/// <param name="Comment">The HTML comment right before the block, or empty.</param>
internal sealed record MarkdownBlock(string Page, int Line, string Language, string Text, string Comment)
{
    public string Place => $"{Page}:{Line}";

    /// <summary>Whether the block has shell commands.</summary>
    public bool IsCommands => Language is "sh" or "console";

    /// <summary>Why the tests do not run the block. Null if they do.</summary>
    public string? NotRun => After("not run: ");

    /// <summary>Why the build does not compile the block. Null if it does.</summary>
    public string? NotCompiled => After("not compiled: ");

    /// <summary>The file that the page tells the reader to save the block as. Null if there is none.</summary>
    public string? SavedAs => After("file: ");

    private string? After(string prefix) => Comment.StartsWith(prefix, StringComparison.Ordinal) ? Comment[prefix.Length..] : null;
}
