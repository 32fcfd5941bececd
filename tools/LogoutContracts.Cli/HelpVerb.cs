using System.CommandLine;
using LogoutContracts.Cli.Context;

namespace LogoutContracts.Cli;

/// <summary><c>help</c>: the same as <c>--help</c>.</summary>
internal static class HelpVerb
{
    public static Command Create(Func<Command> root)
    {
        var verb = new Argument<string?>("verb") { Description = "A verb, such as serve", Arity = ArgumentArity.ZeroOrOne };
        var help = new Verb("help", "Show the help of a verb, or of the whole command.", "help", "help serve") { verb };
        help.SetAction(parsed =>
        {
            var asked = parsed.GetValue(verb);
            var verbs = root().Subcommands.Where(each => !each.Hidden).Select(each => each.Name).ToList();
            return asked is null || verbs.Contains(asked, StringComparer.Ordinal)
                ? root().Parse(asked is null ? ["--help"] : [asked, "--help"]).Invoke(parsed.InvocationConfiguration)
                : throw ErrorText.Error($"unknown verb '{asked}'; {ErrorText.ExpectedOneOf(verbs)}.{ErrorText.DidYouMean(asked, verbs)}");
        });
        return help;
    }
}

/// <summary><c>version</c>: the same as <c>--version</c>.</summary>
internal static class VersionVerb
{
    public static Command Create() => new Verb("version", "Show the version.", "version") { Action = new PrintVersion() };
}
