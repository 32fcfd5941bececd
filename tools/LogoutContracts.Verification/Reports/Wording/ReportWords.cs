using System.Globalization;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Reports.Wording;

/// <summary>Words and numbers that all report formats share.</summary>
internal static class ReportWords
{
    /// <summary>The result in one sentence without a full stop. Cases that do not apply are not counted.</summary>
    public static string Verdict(ReportTotals totals)
    {
        var all = totals.All - totals.NotApplicable;
        return totals switch
        {
            _ when all == 0 => "Nothing was checked",
            { Failed: > 0 } => $"{Number(totals.Failed)} of {Checks(all)} failed",
            { Refuted: > 0 } => $"{Number(totals.Refuted)} of {Checks(all)} refuted an assumption of the contract, and none failed",
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

    /// <summary>The outcome, for programs.</summary>
    public static string Name(Outcome outcome) => outcome == Outcome.NotApplicable ? "not-applicable" : Word(outcome);

    public static string Name(Severity severity) => severity.ToString().ToLowerInvariant();

    /// <summary>The contract, and its release if it has one.</summary>
    public static string Name(ReportSection section) =>
        section.Release is null ? section.Contract : $"{section.Contract} {section.Release}";

    /// <summary>Why a case did not pass, in one line; empty if it passed.</summary>
    public static string Why(ReportCase @case) => @case switch
    {
        { Reason.Length: > 0 } => OneLine(@case.Reason),
        { Outcome: Outcome.Failed or Outcome.Refuted, Problems.Count: > 0 } =>
            OneLine(string.Join("; ", @case.Problems.Select(problem => problem.InOneLine))),
        { Outcome: Outcome.Failed } => "It does not hold.",
        _ => "",
    };

    /// <summary>The cases with this outcome, in order, with their sections.</summary>
    public static IEnumerable<(ReportSection Section, ReportCase Case)> Cases(Report report, Outcome outcome) =>
        from section in report.Sections
        from each in section.Cases
        where each.Outcome == outcome
        select (section, each);

    public static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The start of a text, and how much is left out.</summary>
    public static string Shortened(string text, int longest)
    {
        if (text.Length <= longest)
            return text;
        var end = char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest;
        return string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, end)} … ({text.Length - end} more characters)");
    }

    public static string Seconds(TimeSpan duration) => duration.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>A duration, for people.</summary>
    public static string Duration(TimeSpan duration) => duration.TotalSeconds switch
    {
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(duration.TotalMilliseconds)} ms"),
        < 100 => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.0} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)duration.TotalMinutes} min {duration.Seconds} s"),
    };

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    public static string Coverage(Coverage coverage) =>
        string.Create(CultureInfo.InvariantCulture, $"{coverage.Exercised} of {coverage.Total} {coverage.Of} exercised");

    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Count(int number, string one, string many) => $"{Number(number)} {(number == 1 ? one : many)}";

    private static string Checks(int count) => Count(count, "check", "checks");
}
