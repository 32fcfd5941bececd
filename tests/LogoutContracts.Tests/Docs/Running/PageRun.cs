using LogoutContracts.Tests.Docs.Markdown;

namespace LogoutContracts.Tests.Docs.Running;

/// <summary>Saves the files and runs the commands of a page from top to bottom.</summary>
internal sealed class PageRun : IDisposable
{
    private readonly PageFolder folder = new();
    private readonly PageShell shell;
    private readonly List<PageServer> servers = [];
    private readonly List<PageDifference> differences = [];

    private PageRun(MarkdownPage page) => shell = new(folder, PagePorts.For(string.Concat(page.Blocks.Select(block => block.Text))));

    /// <returns>The commands that fail, or print something else than the page shows.</returns>
    public static async Task<IReadOnlyList<PageDifference>> FollowAsync(MarkdownPage page)
    {
        using var run = new PageRun(page);
        try
        {
            foreach (var block in page.Blocks)
                await run.FollowAsync(block);
        }
        finally
        {
            await run.StopAsync(_ => true);
        }

        return run.differences;
    }

    public void Dispose() => folder.Dispose();

    private async Task FollowAsync(MarkdownBlock block)
    {
        if (block.SavedAs is { } path)
            folder.Save(path, block.Text);
        if (!block.IsCommands || block.NotRun is not null)
            return;
        var together = new List<ShellCommand>();
        foreach (var command in ShellCommand.AllOf(block))
        {
            if (!command.IsServer)
            {
                together.Add(command);
                continue;
            }

            await RunAsync(block, together);
            await StopAsync(server => !server.Command.IsInBackground);
            servers.Add(await shell.StartAsync(command));
        }

        await RunAsync(block, together);
    }

    private async Task RunAsync(MarkdownBlock block, List<ShellCommand> commands)
    {
        if (commands.Count == 0)
            return;
        foreach (var (command, output) in commands.Zip(await shell.RunAsync(block.Language is "sh" ? "sh" : "bash", commands)))
        {
            if (command.Output is null && !output.Succeeded)
                differences.Add(new(command, null, output.Text));
            Compare(command, output.Text);
        }

        commands.Clear();
    }

    private async Task StopAsync(Predicate<PageServer> which)
    {
        foreach (var server in servers.FindAll(which))
            Compare(server.Command, await server.StopAsync());
        servers.RemoveAll(which);
    }

    private void Compare(ShellCommand command, string output)
    {
        if (command.Output is { } expected && ExpectedOutput.FirstDifference(expected, output) is { } at)
            differences.Add(new(command, at, output));
    }
}
