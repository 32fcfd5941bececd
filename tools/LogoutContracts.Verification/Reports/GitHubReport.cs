using System.Text;
using LogoutContracts.Verification.Reports.Wording;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Reports;

/// <summary>Writes workflow commands of GitHub Actions: an annotation per failure and notice, at its line of the spec, and a
/// count.</summary>
/// <remarks>GitHub shows ten errors, ten warnings and ten notices per step, so only the worst of each are written.</remarks>
internal static class GitHubReport
{
    private const int MostOfOneKind = 10;
    private const int LongestText = 500;

    // The last notice is the count.
    private const int MostNotices = MostOfOneKind - 1;

    public static string Write(Report report)
    {
        var text = new StringBuilder();
        var failed = ReportWords.Cases(report, Outcome.Failed).OrderByDescending(each => each.Case.Rule.Severity).ToList();
        var notices = report.Sections.SelectMany(section => section.Cases.Where(each => each.IsNotice && each.Outcome != Outcome.Failed)
            .Select(each => (Section: section, Case: each))).OrderByDescending(each => each.Case.Rule.Severity).ToList();
        var warnings = notices.FindAll(each => each.Case.Rule.Severity > Severity.Low);
        var notes = notices.FindAll(each => each.Case.Rule.Severity == Severity.Low);
        foreach (var (section, @case) in failed.Take(MostOfOneKind))
            Annotation(text, "error", section, @case);
        foreach (var (section, @case) in warnings.Take(MostOfOneKind))
            Annotation(text, "warning", section, @case);
        foreach (var (section, @case) in notes.Take(MostNotices))
            Annotation(text, "notice", section, @case);
        string[] counts =
        [
            ReportWords.Verdict(report.Totals), .. NotShown(failed.Count - MostOfOneKind, "failure is", "failures are"),
            .. NotShown(warnings.Count - MostOfOneKind, "warning is", "warnings are"),
            .. NotShown(notes.Count - MostNotices, "note is", "notes are"),
        ];
        Command(text, "notice", [("title", $"logout-contracts {report.Command}")], $"{string.Join("; ", counts)}.");
        return text.ToString();
    }

    private static string[] NotShown(int more, string one, string many) =>
        more > 0 ? [$"{ReportWords.Count(more, one, many)} not annotated"] : [];

    private static void Annotation(StringBuilder text, string kind, ReportSection section, ReportCase @case)
    {
        var title = ReportWords.OneLine($"{ReportWords.Name(section)}: {@case.Id}");
        var why = @case.Outcome == Outcome.Failed ? [ReportWords.Why(@case)] : @case.Remarks.Select(ReportWords.OneLine);
        var sentences = why.Prepend(@case.Title).Where(sentence => sentence.Length > 0).Select(Short);
        Command(text, kind, [.. Place(@case.At), ("title", Short(title))], string.Join('\n', sentences));
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
