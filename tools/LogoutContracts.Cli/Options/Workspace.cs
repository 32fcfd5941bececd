using LogoutContracts.Cli.Context;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Reports;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Cli.Options;

/// <summary>The folder that GitHub takes the paths of annotations relative to. The command may run in a folder below it.</summary>
internal static class Workspace
{
    /// <summary>A format that is printed writes paths relative to the workspace, if there is one.</summary>
    public static ReportFormat Adapt(CommandContext context, ReportFormat format)
    {
        var workspace = context.Variable(EnvironmentVariables.Workspace);
        return format.IsPrinted && !string.IsNullOrEmpty(workspace)
            ? format with { Write = report => format.Write(Moved(report, path => Path.GetRelativePath(workspace, context.Full(path)))) }
            : format;
    }

    private static Report Moved(Report report, Func<string, string> move)
    {
        var sections = report.Sections.Select(section => section with { Cases = section.Cases.Select(Of).ToValueList() });
        return report with { Sections = sections.ToValueList() };

        // The built-in contracts are not files.
        ReportCase Of(ReportCase each) => each.At.File is { Length: > 0 } file
            ? each with { At = each.At with { File = move(file).Replace('\\', '/') } } : each;
    }
}
