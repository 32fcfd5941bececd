using System.CommandLine;
using LogoutContracts.Cli.Context;

namespace LogoutContracts.Cli.Completion;

/// <summary><c>completions</c>: prints a script that completes command lines in a shell.</summary>
internal static class CompletionsVerb
{
    public static Command Create(CommandContext context)
    {
        var shell = new Argument<string>("shell") { Description = $"The shell: {string.Join(", ", CompletionScripts.All.Keys)}" };
        var verb = new Verb(
            "completions", "Print a script that lets a shell complete verbs, options and contracts.",
            "completions bash >> ~/.bashrc", "completions fish > ~/.config/fish/completions/logout-contracts.fish")
        {
            shell,
        };
        verb.SetAction(parsed =>
        {
            var asked = parsed.GetRequiredValue(shell);
            context.Out.Write(CompletionScripts.All.TryGetValue(asked, out var script)
                ? script
                : throw ErrorText.Error($"unknown shell '{asked}'; {ErrorText.ExpectedOneOf([.. CompletionScripts.All.Keys])}."));
        });
        return verb;
    }
}
