using System.CommandLine;
using LogoutContracts.Cli.Context;
using LogoutContracts.Verification.Reports;

namespace LogoutContracts.Cli.Options;

/// <summary>The option <c>--report FORMAT=FILE,…</c> of every verb that produces verdicts.</summary>
internal static class ReportOption
{
    public static Option<string[]> Create() => new("--report")
    {
        HelpName = "FORMAT=FILE,…",
        Description = $"Write reports: {string.Join("; ", ReportFormats.All.Select(form => $"{form.Name} ({form.What})"))}. " +
            "Separate several with commas, or repeat the option",
    };

    /// <summary>Reads the option before the run, and checks that the files can be written.</summary>
    /// <param name="asked">The values on the command line; null if the option is not given.</param>
    /// <exception cref="UserErrorException">The option is invalid; all problems are reported.</exception>
    public static ReportFiles Read(CommandContext context, IReadOnlyList<string>? asked)
    {
        var files = new List<ReportFile>();
        var printed = new List<ReportFormat>();
        var problems = new List<string>();
        foreach (var part in (asked ?? []).SelectMany(text => text.Split(',')))
        {
            if (ReportFormats.Find(part) is { IsPrinted: true } alone)
                printed.Add(Workspace.Adapt(context, alone));
            else if (part.Split('=', 2) is not [var name, { Length: > 0 } path])
                problems.Add(ReportErrors.ReportWithoutFile(part, Names));
            else if (ReportFormats.Find(name) is not { } form)
                problems.Add(ReportErrors.UnknownReport(name, Names));
            else if (files.Find(file => string.Equals(file.Path, context.Full(path), StringComparison.Ordinal)) is { } other)
                problems.Add(ReportErrors.SameReportFile(path, other.Form.Name, name));
            else
                files.Add(new(Workspace.Adapt(context, form), context.Full(path), context.Shown(context.Full(path))));
        }

        problems.AddRange(files.Select(file => file.WhyNot()).OfType<string>());
        return problems.Count == 0 ? new(files, printed, context.Out) : throw CommonErrors.All(problems);
    }

    private static IReadOnlyCollection<string> Names => [.. ReportFormats.All.Select(form => form.Name)];
}
