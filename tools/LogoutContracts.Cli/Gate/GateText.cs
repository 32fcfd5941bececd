using LogoutContracts.Cli.Diff;
using LogoutContracts.Cli.Gate.Parts;

namespace LogoutContracts.Cli.Gate;

/// <summary>The output of <c>gate</c>.</summary>
internal static class GateText
{
    private const int Indent = 16;

    public static void Write(TextWriter output, GateResult result, DiffStyle style)
    {
        DiffText.Paragraph(output, "base", result.BaseText, style.Width);
        foreach (var part in result.Parts)
            DiffText.Paragraph(output, part.Part, $"{result.Word(part)}: {GateResult.Summary(part)}", style.Width);
        output.WriteLine();
        foreach (var reason in result.Undecided)
            output.WriteLine($"CANNOT TELL {Indented(reason)}\n");
        foreach (var finding in result.Findings)
        {
            if (finding.Change is { } change)
                DiffText.Write(output, change, style);
            else
                Write(output, finding, result.Fails(finding), style.Width);
        }

        output.WriteLine(result.Verdict);
    }

    private static void Write(TextWriter output, GateFinding finding, bool fails, int width)
    {
        var contract = finding.Contract.Length > 0 ? $" {finding.Contract}" : "";
        output.WriteLine($"{GateWords.Of(finding.Level).ToUpperInvariant()} {finding.Rule}:{contract}");
        DiffText.Paragraph(output, "found", finding.Title, width);
        foreach (var line in finding.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            DiffText.Paragraph(output, "", line, width);
        if (finding.Fix.Length > 0)
            DiffText.Paragraph(output, "what to do", finding.Fix, width);
        if (finding.At is { } at)
            DiffText.Paragraph(output, "at", at.ToString(), width);
        if (fails && finding.Entry.Length > 0)
            output.WriteLine($"  to accept     {finding.Entry}");
        output.WriteLine();
    }

    private static string Indented(string text) => text.TrimEnd().ReplaceLineEndings($"\n{new string(' ', Indent)}");
}
