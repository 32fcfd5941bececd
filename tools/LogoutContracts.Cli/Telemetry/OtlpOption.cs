using System.CommandLine;
using LogoutContracts.Cli.Context;

namespace LogoutContracts.Cli.Telemetry;

/// <summary><c>--otlp</c>: whether and where to send spans and metrics.</summary>
internal sealed class OtlpOption
{
    private readonly Option<string?> option = new("--otlp")
    {
        HelpName = "URL",
        Arity = ArgumentArity.ZeroOrOne,
        Description = "Send spans and metrics by OTLP to this collector, or to where the OTEL_ variables say " +
            $"[default: {OtlpTarget.DefaultUrl}]",
    };

    public Option Option => option;

    /// <returns>Null if the option is not given.</returns>
    /// <exception cref="UserErrorException">The value is not the URL of a collector.</exception>
    public OtlpTarget? Choose(CommandContext context, ParseResult parsed) => parsed.GetResult(option) is { Implicit: false }
        ? OtlpTarget.Of(parsed.GetValue(option), context.Variable) : null;
}
