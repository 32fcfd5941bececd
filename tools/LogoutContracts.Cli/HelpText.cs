using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using LogoutContracts.Cli.Context;

namespace LogoutContracts.Cli;

/// <summary>The help of System.CommandLine, followed by a verb's examples, or by the exit codes for the command itself.</summary>
internal sealed class HelpText(int width) : SynchronousCommandLineAction
{
    // Print help even if the rest of the command line is invalid.
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var output = parseResult.InvocationConfiguration.Output;
        new HelpAction { MaxWidth = width }.Invoke(parseResult);
        if (parseResult.CommandResult.Command is Verb verb)
        {
            output.WriteLine("Examples:");
            foreach (var example in verb.Examples)
                output.WriteLine($"  {ProgramInfo.Name} {example}");
        }
        else
        {
            output.WriteLine(ExitCodes.Table);
        }

        return ExitCodes.Fine;
    }
}

internal sealed class PrintVersion : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine(ProgramInfo.Version);
        return ExitCodes.Fine;
    }
}
