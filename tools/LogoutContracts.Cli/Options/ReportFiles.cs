using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Files;
using LogoutContracts.Verification.Reports;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Cli.Options;

/// <summary>The reports that the command line asks for.</summary>
/// <param name="printed">The formats that go to <paramref name="stdout"/>.</param>
internal sealed class ReportFiles(IReadOnlyList<ReportFile> files, IReadOnlyList<ReportFormat> printed, TextWriter stdout)
{
    public IReadOnlyList<ReportFile> All => files;

    /// <summary>Prints and writes all reports. A file is written completely or not at all.</summary>
    /// <param name="markdown">The text of the Markdown report, for verbs with one of their own; null for that of all verbs.</param>
    /// <exception cref="UserErrorException">Some files could not be written; the others were.</exception>
    public void Write(Report report, string? markdown = null)
    {
        foreach (var format in printed)
            stdout.Write(format.Write(report));
        var problems = files
            .Select(file => file.Write(markdown is not null && file.Form.Name is "markdown" ? markdown : file.Form.Write(report)))
            .OfType<string>().ToList();
        if (problems.Count > 0)
            throw CommonErrors.All(problems);
    }
}

/// <param name="Path">The absolute path.</param>
/// <param name="Shown">The path as messages show it.</param>
internal sealed record ReportFile(ReportFormat Form, string Path, string Shown)
{
    /// <summary>Why the file cannot be written, or null if it probably can. Creates the file's folder.</summary>
    public string? WhyNot()
    {
        // Writing renames a temporary file, which would replace the device.
        if (Directory.Exists(Path) || IsDevice(Path))
            return ReportErrors.NoReportFile(Shown);
        try
        {
            var folder = System.IO.Path.GetDirectoryName(Path)!;
            Directory.CreateDirectory(folder);
            using var probe = new FileStream(
                $"{Path}.{Environment.ProcessId}.tmp", FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ReportErrors.ReportNotWritten(Shown, e.Message);
        }
    }

    /// <returns>The error message, or null on success.</returns>
    public string? Write(string text)
    {
        try
        {
            AtomicFile.Write(Path, text);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ReportErrors.ReportNotWritten(Shown, e.Message);
        }
    }

    private static bool IsDevice(string path) =>
        path.StartsWith("/dev/", StringComparison.Ordinal) || path.StartsWith("/proc/", StringComparison.Ordinal);
}
