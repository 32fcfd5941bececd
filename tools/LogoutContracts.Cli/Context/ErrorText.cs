using System.Globalization;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Cli.Context;

/// <summary>The wording that all error messages share. Each error is one line, so that logs keep it together.</summary>
internal static class ErrorText
{
    private const string Prefix = "error: ";

    public static UserErrorException Error(string message, Exception? inner = null) => new(Line(message), inner);

    /// <summary>Several errors, one per line.</summary>
    public static UserErrorException Errors(IEnumerable<string> messages) => new(string.Join(Environment.NewLine, messages.Select(Line)));

    /// <param name="error">The last line, which summarizes the problems.</param>
    public static UserErrorException Problems(IEnumerable<Diagnostic> problems, string error) =>
        new(string.Join(Environment.NewLine, [.. problems.Select(problem => problem.ToString()), Line(error)]));

    public static string ExpectedOneOf(IReadOnlyCollection<string> known) => known.Count switch
    {
        0 => "none are known",
        1 => $"expected {known.First()}",
        _ => $"expected one of: {string.Join(", ", known)}",
    };

    /// <returns>Empty if no known name is similar.</returns>
    public static string DidYouMean(string found, IEnumerable<string> known) =>
        Spelling.Suggestion(found, known) is { } near ? $" Did you mean '{near}'?" : "";

    /// <summary>A message of the operating system or of a library, on one line and without its full stop.</summary>
    public static string OneLine(string message) => Spaced(message).TrimEnd('.');

    /// <summary>Replaces line breaks and runs of spaces by single spaces.</summary>
    public static string Spaced(string message) => string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The message of an error, for a text that says itself that something went wrong.</summary>
    public static string WithoutPrefix(UserErrorException e) => e.Message.Replace(Prefix, "", StringComparison.Ordinal);

    private static string Line(string message) => $"{Prefix}{message}";
}
