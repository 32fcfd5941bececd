using LogoutContracts.Cli.Context;

namespace LogoutContracts.Cli.Options;

/// <summary>Errors of <c>--report</c>.</summary>
internal static class ReportErrors
{
    public static string ReportWithoutFile(string found, IReadOnlyCollection<string> forms) =>
        $"--report: '{found}' names no file; expected FORM=FILE, such as html=report.html; {ErrorText.ExpectedOneOf(forms)}.";

    public static string UnknownReport(string found, IReadOnlyCollection<string> forms) => $"--report: no form '{found}'; {ErrorText.ExpectedOneOf(forms)}.{ErrorText.DidYouMean(found, forms)}";

    public static string SameReportFile(string path, string one, string other) => $"--report: '{path}' is named for {one} and for {other}; expected one file a report; name another for one of them.";

    public static string NoReportFile(string path) => $"--report: '{path}' is a folder or a device; expected a file, which is written anew; name one.";

    /// <param name="reason">The system's words.</param>
    public static string ReportNotWritten(string path, string reason) => $"--report: '{path}' cannot be written: {reason}; expected a folder that this user may write to; name another, or change its rights.";
}
