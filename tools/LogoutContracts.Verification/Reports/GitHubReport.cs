using System.Text;
using LogoutContracts.Verification.Reports.Wording;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Reports;

/// <summary>Writes workflow commands of GitHub Actions: an annotation per failure, at its line of the spec, and a count.</summary>
/// <remarks>GitHub shows ten errors per step, so only the worst ten are written.</remarks>
internal static class GitHubReport
{
    private const int MostErrors = 10;
    private const int LongestText = 500;

    public static string Write(Report report)
    {
        var text = new StringBuilder();
        var failed = ReportWords.Cases(report, Outcome.Failed).OrderByDescending(each => each.Case.Rule.Severity).ToList();
        foreach (var (section, @case) in failed.Take(MostErrors))
            Error(text, section, @case);
        var more = failed.Count - MostErrors;
        var rest = more > 0 ? $"; {ReportWords.Count(more, "failure is", "failures are")} not annotated" : "";
        Command(text, "notice", [("title", $"logout-contracts {report.Command}")], $"{ReportWords.Verdict(report.Totals)}{rest}.");
        return text.ToString();
    }

    private static void Error(StringBuilder text, ReportSection section, ReportCase @case)
    {
        var title = ReportWords.OneLine($"{ReportWords.Name(section)}: {@case.Id}");
        var sentences = new[] { @case.Title, ReportWords.Why(@case) }.Where(sentence => sentence.Length > 0).Select(Short);
        Command(text, "error", [.. Place(@case.At), ("title", Short(title))], string.Join('\n', sentences));
    }

    private static IEnumerable<(string, string)> Place(ReportLocation at)
    {
        if (at.File.Length == 0)
            yield break;
        yield return ("file", at.File);
        if (at.Line > 0)
            yield return ("line", ReportWords.Number(at.Line));
        if (at.Column > 0)
            yield return ("col", ReportWords.Number(at.Column));
    }

    private static void Command(StringBuilder text, string name, IEnumerable<(string Name, string Value)> properties, string message)
    {
        var list = string.Join(',', properties.Select(property => $"{property.Name}={Property(property.Value)}"));
        text.Append("::").Append(name).Append(' ').Append(list).Append("::").Append(Data(message)).Append('\n');
    }

    // The escapes of GitHub's own toolkit. VisibleText leaves LF as the only line break.
    private static string Data(string text) => VisibleText.Of(text).Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) =>
        Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);

    private static string Short(string text) => ReportWords.Shortened(text, LongestText);
}
