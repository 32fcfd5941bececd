using System.Globalization;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Reports.Wording;

/// <summary>What all forms call things.</summary>
internal static class ReportWords
{
    /// <summary>What it came to, in one sentence without its full stop. Counts what applies.</summary>
    public static string Verdict(ReportTotals totals)
    {
        var all = totals.All - totals.NotApplicable;
        return totals switch
        {
            _ when all == 0 => "Nothing was checked",
            { Failed: > 0 } => $"{Number(totals.Failed)} of {Checks(all)} failed",
            { Passed: 0 } => all == 1 ? "The only check could not be decided" : $"None of {Checks(all)} could be decided",
            { Inconclusive: > 0 } => $"{Number(totals.Passed)} of {Checks(all)} passed, and none failed",
            _ => all == 1 ? "The only check passed" : $"All {Checks(all)} passed",
        };
    }

    public static string Word(Outcome outcome) => outcome switch
    {
        Outcome.Passed => "passed",
        Outcome.Failed => "failed",
        Outcome.Inconclusive => "inconclusive",
        Outcome.Refuted => "refuted",
        _ => "not applicable",
    };

    /// <summary>For programs.</summary>
    public static string Name(Outcome outcome) => outcome == Outcome.NotApplicable ? "not-applicable" : Word(outcome);

    public static string Name(Severity severity) => severity.ToString().ToLowerInvariant();

    /// <summary>Contract, and release where it has one.</summary>
    public static string Name(ReportSection section) => section.Release is null ? section.Contract : $"{section.Contract} {section.Release}";

    /// <summary>Why a case is not passed, in one line; empty where it passed.</summary>
    public static string Why(ReportCase @case) => @case switch
    {
        { Reason.Length: > 0 } => OneLine(@case.Reason),
        { Outcome: Outcome.Failed, Problems.Count: > 0 } => OneLine(string.Join("; ", @case.Problems.Select(problem => problem.InOneLine))),
        { Outcome: Outcome.Failed } => "It does not hold.",
        _ => "",
    };

    public static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The beginning of a text, and how much of it is left out.</summary>
    public static string Shortened(string text, int longest)
    {
        if (text.Length <= longest)
            return text;
        var end = char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest;
        return string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, end)} … ({text.Length - end} more characters)");
    }

    public static string Seconds(TimeSpan duration) => duration.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>For people.</summary>
    public static string Duration(TimeSpan duration) => duration.TotalSeconds switch
    {
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(duration.TotalMilliseconds)} ms"),
        < 100 => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.0} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)duration.TotalMinutes} min {duration.Seconds} s"),
    };

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    public static string Coverage(Coverage coverage) => string.Create(CultureInfo.InvariantCulture, $"{coverage.Exercised} of {coverage.Total} {coverage.Of} exercised");

    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Count(int number, string one, string many) => $"{Number(number)} {(number == 1 ? one : many)}";

    private static string Checks(int count) => Count(count, "check", "checks");
}
