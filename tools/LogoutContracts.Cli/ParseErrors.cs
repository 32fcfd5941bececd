using System.CommandLine;
using LogoutContracts.Cli.Context;

namespace LogoutContracts.Cli;

/// <summary>A command line that cannot be parsed.</summary>
internal static class ParseErrors
{
    public static UserErrorException CommandLine(ParseResult parsed)
    {
        var verb = parsed.CommandResult.Command is Verb { Name: var name } ? $"{ProgramInfo.Name} {name}" : ProgramInfo.Name;

        var command = parsed.CommandResult.Command;
        var known = command.Subcommands.Where(each => !each.Hidden).Select(each => each.Name)
            .Concat(command.Options.Concat(parsed.RootCommandResult.Command.Options.Where(each => each.Recursive))
                .Select(each => each.Name))
            .ToList();
        var unknown = parsed.UnmatchedTokens.Distinct(StringComparer.Ordinal)
            .ToDictionary(
                token => CommonErrors.UnknownOption(token, []), token => CommonErrors.UnknownOption(token, known), StringComparer.Ordinal);

        // System.CommandLine breaks the line before a list of allowed values. It also misses the verb if that is misspelled.
        var messages = parsed.Errors.Select(error => ErrorText.Spaced(error.Message)).Select(text => unknown.GetValueOrDefault(text, text))
            .Where(text => unknown.Count == 0 || !text.StartsWith("Required command", StringComparison.Ordinal));
        return ErrorText.Errors([.. messages, $"run '{verb} --help' for usage."]);
    }
}
