using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Reports.Html;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Reports;

/// <summary>The formats of reports.</summary>
public static class ReportFormats
{
    public static ValueList<ReportFormat> All { get; } =
    [
        new("junit", "JUnit XML, for the test view of a CI system", JUnitReport.Write),
        new("json", "JSON, for programs; its schema is report.schema.json", JsonReport.Write),
        new("markdown", "a short summary, for a job's page or a pull request", MarkdownReport.Write),
        new("html", "one page for people, with every exchange", HtmlReport.Write),
        new("sarif", "SARIF 2.1.0, for code scanning and editors", SarifReport.Write),
        new("github", "annotations of GitHub Actions, printed if there is no file", GitHubReport.Write) { IsPrinted = true },
    ];

    /// <returns>Null if there is no such format.</returns>
    public static ReportFormat? Find(string name) =>
        All.FirstOrDefault(format => string.Equals(format.Name, name, StringComparison.Ordinal));
}

/// <summary>A format of reports.</summary>
/// <param name="Name">As in options of the command line.</param>
/// <param name="What">What it is and who it is for, in a few words.</param>
/// <param name="Write">Gives the text of the file; the same text for the same report.</param>
public sealed record ReportFormat(string Name, string What, Func<Report, string> Write)
{
    /// <summary>Whether the text is meant for standard output, so that a file is optional.</summary>
    public bool IsPrinted { get; init; }
}
