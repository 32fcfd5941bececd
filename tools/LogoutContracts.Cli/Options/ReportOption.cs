using System.CommandLine;
using LogoutContracts.Cli.Context;
using LogoutContracts.Verification.Reports;

namespace LogoutContracts.Cli.Options;

/// <summary>The option <c>--report form=FILE,…</c> of every verb that comes to verdicts.</summary>
internal static class ReportOption
{
    public static Option<string[]> Create() => new("--report")
    {
        HelpName = "FORM=FILE,…",
        Description = $"Write reports: {string.Join("; ", ReportFormats.All.Select(form => $"{form.Name} ({form.What})"))}. Several at once, with commas or by repeating the option",
    };

    /// <summary>Reads the option before the run, and sees that the files can be written then.</summary>
    /// <param name="asked">Each as on the command line; null where the option is not there.</param>
    /// <exception cref="UserErrorException">Something is wrong with it; says all that is.</exception>
    public static ReportFiles Read(CommandContext context, IReadOnlyList<string>? asked)
    {
        var files = new List<ReportFile>();
        var problems = new List<string>();
        foreach (var part in (asked ?? []).SelectMany(text => text.Split(',')))
        {
            if (part.Split('=', 2) is not [var name, { Length: > 0 } path])
                problems.Add(ReportErrors.ReportWithoutFile(part, Names));
            else if (ReportFormats.Find(name) is not { } form)
                problems.Add(ReportErrors.UnknownReport(name, Names));
            else if (files.Find(file => string.Equals(file.Path, context.Full(path), StringComparison.Ordinal)) is { } other)
                problems.Add(ReportErrors.SameReportFile(path, other.Form.Name, name));
            else
                files.Add(new(form, context.Full(path), context.Shown(context.Full(path))));
        }

        problems.AddRange(files.Select(file => file.WhyNot()).OfType<string>());
        return problems.Count == 0 ? new(files) : throw CommonErrors.All(problems);
    }

    private static IReadOnlyCollection<string> Names => [.. ReportFormats.All.Select(form => form.Name)];
}
