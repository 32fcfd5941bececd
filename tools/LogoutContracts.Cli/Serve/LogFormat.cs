using System.CommandLine;

namespace LogoutContracts.Cli.Serve;

internal enum LogFormat
{
    /// <summary>No line a request.</summary>
    Quiet,

    /// <summary>A line a request, for a person.</summary>
    Text,

    /// <summary>All lines as JSON, for a program.</summary>
    Json,
}

/// <summary>The options that ask for a line a request.</summary>
internal sealed class LogOptions
{
    private readonly Option<bool> verbose = new("--verbose") { Description = "A line a request on standard error, in colour on a terminal: contract, method, path, variant, status, time" };

    private readonly Option<string?> log = new("--log") { Description = "The same as --verbose (text), or for a program (json): once it runs, all lines on standard error are JSON" };

    public LogOptions() => log.AcceptOnlyFromAmong("text", "json");

    public IEnumerable<Option> All => [verbose, log];

    public LogFormat Choose(ParseResult parsed) => parsed.GetValue(log) switch
    {
        "json" => LogFormat.Json,
        "text" => LogFormat.Text,
        _ => parsed.GetValue(verbose) ? LogFormat.Text : LogFormat.Quiet,
    };
}
