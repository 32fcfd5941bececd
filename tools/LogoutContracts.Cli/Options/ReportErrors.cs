using LogoutContracts.Cli.Context;

namespace LogoutContracts.Cli.Options;

/// <summary>Errors of <c>--report</c>.</summary>
internal static class ReportErrors
{
    public static string ReportWithoutFile(string found, IReadOnlyCollection<string> forms) =>
        $"--report: '{found}' has no file; expected FORMAT=FILE, such as html=report.html. Formats: {string.Join(", ", forms)}.";

    public static string UnknownReport(string found, IReadOnlyCollection<string> forms) =>
        $"--report: unknown format '{found}'; {ErrorText.ExpectedOneOf(forms)}.{ErrorText.DidYouMean(found, forms)}";

    public static string SameReportFile(string path, string one, string other) =>
        $"--report: '{path}' is used for {one} and for {other}; expected one file per report. Change one of the paths.";

    public static string NoReportFile(string path) =>
        $"--report: '{path}' is a folder or a device; expected a file, which is created or overwritten.";

    /// <param name="reason">The message of the operating system.</param>
    public static string ReportNotWritten(string path, string reason) =>
        $"--report: cannot write '{path}': {ErrorText.OneLine(reason)}; choose another path, or change the permissions.";
}
