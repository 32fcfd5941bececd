using System.CommandLine;

namespace LogoutContracts.Cli.Context;

/// <summary>The option <c>--format</c>.</summary>
internal static class OutputFormat
{
    private const string Text = "text";
    private const string Json = "json";

    public static Option<string> Option()
    {
        var option = new Option<string>("--format") { Description = "Output format", DefaultValueFactory = _ => Text };
        option.AcceptOnlyFromAmong(Text, Json);
        return option;
    }

    public static bool IsJson(string? format) => string.Equals(format, Json, StringComparison.Ordinal);
}
