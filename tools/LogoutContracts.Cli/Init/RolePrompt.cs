using LogoutContracts.Drafting.Choosing;
using Spectre.Console;

namespace LogoutContracts.Cli.Init;

/// <summary>Asks the user on a terminal which operation has a role.</summary>
internal static class RolePrompt
{
    // In front of each option, Spectre.Console draws an arrow and a space.
    private const int Arrow = 2;

    /// <param name="console">Null without a terminal.</param>
    /// <returns>Asks for one role, and returns the name of the chosen operation.</returns>
    public static Func<OpenRole, string>? On(IAnsiConsole? console) => console is null ? null : role =>
        console.Prompt(new SelectionPrompt<OpenOption>()
            .Title($"Which operation is the [bold]{role.Role.ToString().ToLowerInvariant()}[/]?")
            .UseConverter(option => Markup.Escape(Line(option, console.Profile.Width - Arrow)))
            .AddChoices(role.Options)).Name;

    /// <summary>An option in one line: wrapped lines look like further options.</summary>
    /// <param name="width">The most columns.</param>
    internal static string Line(OpenOption option, int width)
    {
        var text = $"{option.Operation}  ({option.Reason})";
        return text.Length < width ? text : $"{text[..Math.Max(width - 2, 0)]}…";
    }

    /// <summary>The terminal that standard input and standard error are connected to; null if there is none.</summary>
    public static IAnsiConsole? Terminal(TextWriter error)
    {
        if (Console.IsInputRedirected || Console.IsErrorRedirected)
            return null;
        return AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(error), Interactive = InteractionSupport.Yes });
    }
}
