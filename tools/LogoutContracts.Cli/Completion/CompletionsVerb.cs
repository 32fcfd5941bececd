using System.CommandLine;
using LogoutContracts.Cli.Context;

namespace LogoutContracts.Cli.Completion;

/// <summary><c>completions</c>: prints a script that completes command lines in a shell.</summary>
internal static class CompletionsVerb
{
    public static Command Create(CommandContext context)
    {
        var shell = new Argument<string>("shell") { Description = "The shell" };
        shell.AcceptOnlyFromAmong([.. CompletionScripts.All.Keys]);
        var verb = new Verb(
            "completions", "Print a script that lets a shell complete verbs, options and contracts.",
            "completions bash >> ~/.bashrc", "completions fish > ~/.config/fish/completions/logout-contracts.fish")
        {
            shell,
        };
        verb.SetAction(parsed => context.Out.Write(CompletionScripts.All[parsed.GetRequiredValue(shell)]));
        return verb;
    }
}
