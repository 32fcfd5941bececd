using LogoutContracts.Tests.Docs.Markdown;

namespace LogoutContracts.Tests.Docs.Running;

/// <summary>A command of a block.</summary>
/// <param name="Line">Of its first line in the page, from 1.</param>
/// <param name="Text">May have several lines.</param>
/// <param name="Output">The lines that the page shows below it; null: the page shows none, and the command must succeed.</param>
internal sealed record ShellCommand(string Page, int Line, string Text, IReadOnlyList<string>? Output)
{
    private const string FromSource = "dotnet run --project tools/LogoutContracts.Cli -- ";

    public string Place => $"{Page}:{Line}";

    /// <summary>The line of the page on which its output begins, from 1.</summary>
    public int OutputLine => Line + Text.Count(c => c is '\n') + 1;

    /// <summary>Whether it runs until somebody stops it.</summary>
    public bool IsServer => Text.StartsWith("logout-contracts serve", StringComparison.Ordinal);

    /// <summary>Whether the reader's next command goes into the same terminal.</summary>
    public bool IsInBackground => Text.EndsWith('&');

    public static IReadOnlyList<ShellCommand> AllOf(MarkdownBlock block)
    {
        var isTranscript = block.Language is "console";
        var commands = new List<ShellCommand>();
        var isContinued = false;
        foreach (var (index, line) in block.Text.TrimEnd('\n').Split('\n').Index())
        {
            if (isContinued)
                commands[^1] = commands[^1] with { Text = $"{commands[^1].Text}\n{line}" };
            else if (isTranscript && !line.StartsWith("$ ", StringComparison.Ordinal))
                commands[^1] = commands[^1] with { Output = [.. commands[^1].Output!, line] };
            else
                commands.Add(new(block.Page, block.Line + 1 + index, isTranscript ? line[2..] : line, isTranscript ? [] : null));
            isContinued = line.EndsWith('\\') && (isContinued || !isTranscript || line.StartsWith("$ ", StringComparison.Ordinal));
        }

        return [.. commands.Select(command => command with { Text = command.Text.Replace(FromSource, "logout-contracts ", StringComparison.Ordinal) })];
    }
}
