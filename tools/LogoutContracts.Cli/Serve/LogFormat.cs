using System.CommandLine;

namespace LogoutContracts.Cli.Serve;

internal enum LogFormat
{
    /// <summary>Does not log requests.</summary>
    Quiet,

    /// <summary>One line of text per request.</summary>
    Text,

    /// <summary>All log lines are JSON.</summary>
    Json,
}

/// <summary>The options that choose the log format.</summary>
internal sealed class LogOptions
{
    private readonly Option<bool> verbose = new("--verbose")
    {
        Description = "Log each request to standard error: contract, method, path, variant, status, time",
    };

    private readonly Option<string?> log = new("--log")
    {
        Description = "Log each request as text (like --verbose) or json; with json, all later lines on standard error are JSON",
    };

    public LogOptions() => log.AcceptOnlyFromAmong("text", "json");

    public IEnumerable<Option> All => [verbose, log];

    public LogFormat Choose(ParseResult parsed) => parsed.GetValue(log) switch
    {
        "json" => LogFormat.Json,
        "text" => LogFormat.Text,
        _ => parsed.GetValue(verbose) ? LogFormat.Text : LogFormat.Quiet,
    };
}
