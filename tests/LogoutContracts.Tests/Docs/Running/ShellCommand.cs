using LogoutContracts.Tests.Docs.Markdown;

namespace LogoutContracts.Tests.Docs.Running;

/// <summary>A command in a code block.</summary>
/// <param name="Line">Line of the page on which the command begins, from 1.</param>
/// <param name="Text">The command. It may have several lines.</param>
/// <param name="Output">The output on the page, by line. Null if the page shows no output; then the command must succeed.</param>
internal sealed record ShellCommand(string Page, int Line, string Text, IReadOnlyList<string>? Output)
{
    private const string FromSource = "dotnet run --project tools/LogoutContracts.Cli -- ";

    public string Place => $"{Page}:{Line}";

    /// <summary>Line of the page on which the output begins, from 1.</summary>
    public int OutputLine => Line + Text.Count(c => c is '\n') + 1;

    /// <summary>Whether the command starts a server, which runs until it is stopped.</summary>
    public bool IsServer => Text.StartsWith("logout-contracts serve", StringComparison.Ordinal);

    /// <summary>Whether the command runs in the background of its shell.</summary>
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

        return [.. commands.Select(
            command => command with { Text = command.Text.Replace(FromSource, "logout-contracts ", StringComparison.Ordinal) })];
    }
}
