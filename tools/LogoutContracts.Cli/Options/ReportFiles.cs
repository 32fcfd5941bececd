using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Files;
using LogoutContracts.Verification.Reports;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Cli.Options;

/// <summary>The reports that a run is asked for.</summary>
internal sealed class ReportFiles(IReadOnlyList<ReportFile> files)
{
    public IReadOnlyList<ReportFile> All => files;

    /// <summary>Each appears whole or not at all.</summary>
    /// <exception cref="UserErrorException">Some could not be written; the others were.</exception>
    public void Write(Report report)
    {
        var problems = files.Select(file => file.Write(report)).OfType<string>().ToList();
        if (problems.Count > 0)
            throw CommonErrors.All(problems);
    }
}

/// <param name="Path">From the root.</param>
/// <param name="Shown">As messages name it.</param>
internal sealed record ReportFile(ReportFormat Form, string Path, string Shown)
{
    /// <summary>Why the file cannot be written, as far as one can tell without writing it; null where it can. Makes its folder.</summary>
    public string? WhyNot()
    {
        // A rename would put a file in the place of the device.
        if (Directory.Exists(Path) || Path.StartsWith("/dev/", StringComparison.Ordinal) || Path.StartsWith("/proc/", StringComparison.Ordinal))
            return ReportErrors.NoReportFile(Shown);
        try
        {
            var folder = System.IO.Path.GetDirectoryName(Path)!;
            Directory.CreateDirectory(folder);
            using var probe = new FileStream($"{Path}.{Environment.ProcessId}.tmp", FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ReportErrors.ReportNotWritten(Shown, e.Message);
        }
    }

    /// <returns>Why not; null where it is done.</returns>
    public string? Write(Report report)
    {
        try
        {
            AtomicFile.Write(Path, Form.Write(report));
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ReportErrors.ReportNotWritten(Shown, e.Message);
        }
    }
}
