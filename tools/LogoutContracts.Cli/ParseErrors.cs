using System.CommandLine;
using LogoutContracts.Cli.Context;

namespace LogoutContracts.Cli;

/// <summary>A command line that cannot be parsed.</summary>
internal static class ParseErrors
{
    public static UserErrorException CommandLine(ParseResult parsed)
    {
        var verb = parsed.CommandResult.Command is Verb { Name: var name } ? $"{ProgramInfo.Name} {name}" : ProgramInfo.Name;

        // System.CommandLine breaks the line before a list of allowed values.
        return ErrorText.Errors([.. parsed.Errors.Select(error => ErrorText.Spaced(error.Message)), $"run '{verb} --help' for usage."]);
    }
}
