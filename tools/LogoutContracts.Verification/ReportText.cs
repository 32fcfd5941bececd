using System.Globalization;
using System.Text;
using LogoutContracts.Verification.Reports.Wording;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification;

/// <summary>A case as text for a screen or a test message: expected and actual, the place in the spec, and the exchanges.</summary>
/// <remarks>It is safe to print: text from the target cannot control a terminal or a CI system.</remarks>
public static class ReportText
{
    /// <param name="contract">The id of the contract, to include it; or null.</param>
    public static string Of(ReportCase each, string? contract = null)
    {
        var text = new StringBuilder();
        var id = contract is null ? each.Id : $"{contract}.{each.Id}";
        text.Append(CultureInfo.InvariantCulture, $"{Word(each.Outcome)} {id} ({each.At}): {each.Title}\n");
        if (each.Reason.Length > 0)
            text.Append(CultureInfo.InvariantCulture, $"  {ReportWords.OneLine(each.Reason)}\n");
        if (each.Correction.Length > 0)
            text.Append(CultureInfo.InvariantCulture, $"  To put into the spec:\n{Indented(each.Correction.TrimEnd('\n'), 4)}\n");
        if (each.Outcome != Outcome.Failed)
            return VisibleText.Of(text.ToString());
        if (each.Rule.Id is "never")
            text.Append(CultureInfo.InvariantCulture, $"  {each.Rule.Why}\n");
        var failed = each.Steps.Where(step => step.Comparisons.Any(comparison => !comparison.Holds)).ToList();

        // The failure may show only in a later exchange; the request itself is evidence, too.
        var request = each.Steps.FirstOrDefault(step => string.Equals(step.Title, each.Title, StringComparison.Ordinal));
        if (request is not null && !failed.Contains(request))
            AppendStep(text, request with { Title = "The request" }, 1, "");
        foreach (var group in failed.GroupBy(step => (step.Title, Problems(step))))
            AppendStep(text, group.First(), group.Count(), group.Key.Item2);
        foreach (var problem in each.Problems.Except(failed.SelectMany(step => step.Comparisons)))
            text.Append(CultureInfo.InvariantCulture, $"{Indented(problem.ToString(), 2)}\n");
        return VisibleText.Of(text.ToString());
    }

    private static void AppendStep(StringBuilder text, ReportStep step, int times, string problems)
    {
        text.Append(CultureInfo.InvariantCulture, $"  {step.Title}{(times > 1 ? $" ({times} times)" : "")}\n{problems}");
        text.Append(CultureInfo.InvariantCulture, $"{Prefixed(step.Evidence.Request, "> ")}\n{Prefixed(step.Evidence.Response, "< ")}\n");
    }

    private static string Problems(ReportStep step) => string.Concat(
        step.Comparisons.Where(comparison => !comparison.Holds).Select(comparison => $"{Indented(comparison.ToString(), 4)}\n"));

    private static string Indented(string text, int by) =>
        string.Join('\n', text.Split('\n').Select(line => line.Length == 0 ? line : new string(' ', by) + line));

    private static string Prefixed(string text, string prefix) =>
        string.Join('\n', text.TrimEnd('\n').Split('\n').Select(line => $"    {prefix}{line}".TrimEnd()));

    private static string Word(Outcome outcome) => outcome == Outcome.Failed ? "FAILED" : ReportWords.Word(outcome);
}
