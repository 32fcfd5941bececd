using System.Globalization;
using System.Text;
using System.Xml;
using LogoutContracts.Verification.Reports.Wording;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Reports;

/// <summary>Writes JUnit XML for Jenkins, GitLab and other CI systems, with one suite per contract and one test case per case.</summary>
/// <remarks>Inconclusive cases, and those that do not apply, are skipped, with the reason.
/// Refuted cases pass, with the reason in their output.</remarks>
internal static class JUnitReport
{
    private static readonly XmlWriterSettings Settings = new() { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true };

    public static string Write(Report report)
    {
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        using (var xml = XmlWriter.Create(text, Settings))
        {
            xml.WriteStartElement("testsuites");
            Attribute(xml, "name", $"logout-contracts {report.Command}");
            Counts(xml, report.Totals, report.Duration);
            foreach (var section in report.Sections)
                Suite(xml, report, section);
            xml.WriteEndElement();
        }

        return text.Append('\n').ToString();
    }

    private static void Suite(XmlWriter xml, Report report, ReportSection section)
    {
        xml.WriteStartElement("testsuite");
        Attribute(xml, "name", ReportWords.Name(section));
        Counts(xml, section.Totals, new(section.Cases.Sum(@case => @case.Duration.Ticks)));
        Attribute(xml, "skipped", ReportWords.Number(section.Totals.Inconclusive + section.Totals.NotApplicable));
        Attribute(xml, "timestamp", report.Started.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));
        xml.WriteStartElement("properties");
        Property(xml, "contract", section.Title);
        Property(xml, "target", section.Target);
        Property(xml, "logout-contracts", report.Version);
        foreach (var coverage in section.Coverage)
        {
            Property(
                xml, $"coverage of {coverage.Of}", string.Create(CultureInfo.InvariantCulture, $"{coverage.Exercised}/{coverage.Total}"));
        }

        xml.WriteEndElement();
        foreach (var @case in section.Cases)
            Case(xml, report, section, @case);
        if (section.Remarks.Count > 0)
            xml.WriteElementString("system-out", VisibleText.Of(string.Join('\n', section.Remarks.Select(remark => $"Remark: {remark}"))));
        xml.WriteEndElement();
    }

    private static void Case(XmlWriter xml, Report report, ReportSection section, ReportCase @case)
    {
        xml.WriteStartElement("testcase");

        // CI systems group by classname, and compare runs by both names.
        Attribute(xml, "classname", $"{report.Command}.{section.Contract}");
        Attribute(xml, "name", @case.Title.Length > 0 ? $"{@case.Id}: {ReportWords.OneLine(@case.Title)}" : @case.Id);
        Attribute(xml, "time", ReportWords.Seconds(@case.Duration));
        if (@case.Outcome == Outcome.Failed)
        {
            xml.WriteStartElement("failure");
            Attribute(xml, "message", ReportWords.Why(@case));
            Attribute(xml, "type", @case.Rule.Id);
            xml.WriteString(CasePlainText.Of(@case));
            xml.WriteEndElement();
        }
        else if (@case.Outcome is Outcome.Inconclusive or Outcome.NotApplicable)
        {
            xml.WriteStartElement("skipped");
            Attribute(xml, "message", $"{ReportWords.Word(@case.Outcome)}: {ReportWords.Why(@case)}");
            xml.WriteEndElement();
        }

        if (Notes(@case) is { Count: > 0 } notes)
            xml.WriteElementString("system-out", VisibleText.Of(string.Join('\n', notes)));

        xml.WriteEndElement();
    }

    /// <summary>The remarks and, for a refuted case, the reason and the correction.</summary>
    /// <remarks>JUnit has only passed, failed and skipped. A refuted case is not a failure of the target, and it was not skipped.</remarks>
    private static List<string> Notes(ReportCase @case)
    {
        var notes = @case.Remarks.Select(remark => $"Remark: {remark}").ToList();
        if (@case.Outcome == Outcome.Refuted)
            notes.Insert(0, $"Refuted: {ReportWords.Why(@case)}\n{@case.Correction}");
        return notes;
    }

    private static void Counts(XmlWriter xml, ReportTotals totals, TimeSpan duration)
    {
        Attribute(xml, "tests", ReportWords.Number(totals.All));
        Attribute(xml, "failures", ReportWords.Number(totals.Failed));
        Attribute(xml, "errors", "0");
        Attribute(xml, "time", ReportWords.Seconds(duration));
    }

    private static void Property(XmlWriter xml, string name, string value)
    {
        if (value.Length == 0)
            return;
        xml.WriteStartElement("property");
        Attribute(xml, "name", name);
        Attribute(xml, "value", value);
        xml.WriteEndElement();
    }

    /// <summary><see cref="VisibleText"/> replaces all characters that XML does not allow, not even escaped.</summary>
    private static void Attribute(XmlWriter xml, string name, string value) => xml.WriteAttributeString(name, VisibleText.Of(value));
}
