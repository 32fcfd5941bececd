using System.Globalization;
using System.Text;
using LogoutContracts.Verification.Reports.Wording;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification;

/// <summary>A case as a person reads it on a screen or in the message of a test: what was expected beside what came, where the contract says so, and the exchanges that show it.</summary>
public static class ReportText
{
    /// <param name="contract">Id of the contract; null: it is not named.</param>
    public static string Of(ReportCase each, string? contract = null)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Word(each.Outcome)} {(contract is null ? "" : $"{contract}.")}{each.Id} ({each.At}): {each.Title}\n");
        if (each.Reason.Length > 0)
            text.Append(CultureInfo.InvariantCulture, $"  {each.Reason}\n");
        if (each.Outcome != Outcome.Failed)
            return text.ToString();
        if (each.Rule.Id is "never")
            text.Append(CultureInfo.InvariantCulture, $"  {each.Rule.Why}\n");
        var failed = each.Steps.Where(step => step.Comparisons.Any(comparison => !comparison.Holds)).ToList();

        // Where what came after it shows the failure, the request itself is evidence too.
        if (each.Steps.FirstOrDefault(step => string.Equals(step.Title, each.Title, StringComparison.Ordinal)) is { } request && !failed.Contains(request))
            AppendStep(text, request with { Title = "The request" }, 1, "");
        foreach (var group in failed.GroupBy(step => (step.Title, Problems(step))))
            AppendStep(text, group.First(), group.Count(), group.Key.Item2);
        foreach (var problem in each.Problems.Except(failed.SelectMany(step => step.Comparisons)))
            text.Append(CultureInfo.InvariantCulture, $"{Indented(problem.ToString(), 2)}\n");
        return text.ToString();
    }

    private static void AppendStep(StringBuilder text, ReportStep step, int times, string problems)
    {
        text.Append(CultureInfo.InvariantCulture, $"  {step.Title}{(times > 1 ? $" ({times} times)" : "")}\n{problems}");
        text.Append(CultureInfo.InvariantCulture, $"{Prefixed(step.Evidence.Request, "> ")}\n{Prefixed(step.Evidence.Response, "< ")}\n");
    }

    private static string Problems(ReportStep step) => string.Concat(step.Comparisons.Where(comparison => !comparison.Holds).Select(comparison => $"{Indented(comparison.ToString(), 4)}\n"));

    private static string Indented(string text, int by) => string.Join('\n', text.Split('\n').Select(line => line.Length == 0 ? line : new string(' ', by) + line));

    private static string Prefixed(string text, string prefix) => string.Join('\n', text.TrimEnd('\n').Split('\n').Select(line => $"    {prefix}{line}".TrimEnd()));

    private static string Word(Outcome outcome) => outcome == Outcome.Failed ? "FAILED" : ReportWords.Word(outcome);
}
