using System.Text;
using LogoutContracts.Cli.Gate.Parts;
using LogoutContracts.Specs.Settings;
using LogoutContracts.Verification.Reports;

namespace LogoutContracts.Cli.Gate;

/// <summary>
/// The result for the page of a CI job or a comment on a pull request. Its length is limited, and it says what it leaves out.
/// </summary>
internal static class GateMarkdown
{
    private const int MostFindings = 25;
    private const int LongestText = 1_500;

    public static string Write(GateResult result)
    {
        var text = new StringBuilder();
        Line(text, $"## {Mark(result.ExitCode)} {Markdown.Inline(result.Verdict)}\n\nBase: {Markdown.Inline(result.BaseText)}.\n");
        Line(text, "| part | result | checked |\n| --- | --- | --- |");
        foreach (var part in result.Parts)
            Line(text, $"| {part.Part} | {result.Word(part)} | {Markdown.Inline(GateResult.Summary(part))} |");
        text.Append('\n');
        foreach (var reason in result.Undecided.Take(MostFindings))
            Line(text, $"### Cannot tell\n\n{Markdown.Block(Short(reason))}");
        foreach (var finding in result.Findings.Take(MostFindings))
            Write(text, finding, result.Fails(finding));
        if (result.Findings.Count > MostFindings)
            Line(text, $"… and {GateWords.Count(result.Findings.Count - MostFindings, "more finding")}; the log has all.");
        return text.ToString();
    }

    private static void Write(StringBuilder text, GateFinding finding, bool fails)
    {
        var contract = finding.Contract.Length > 0 ? $" of {Markdown.Inline(finding.Contract)}" : "";
        var place = finding.At is { } at ? $" ({Markdown.Code(Short(at.ToString()))})" : "";
        Line(text, $"### {GateWords.Of(finding.Level)}: {Markdown.Code(finding.Rule)}{contract}\n");
        Line(text, $"{Markdown.Inline(Short(finding.Title))}{place}\n");
        if (finding.Text.Length > 0)
            Line(text, Markdown.Block(Short(finding.Text)));
        if (finding.Fix.Length > 0)
            Line(text, $"What to do: {Markdown.Inline(Short(finding.Fix))}\n");
        if (fails && finding.Entry.Length > 0)
            Line(text, $"To accept it, add to the waivers in {Markdown.Code(SettingsFile.FileName)}:\n\n{Markdown.Block(finding.Entry)}");
    }

    private static string Mark(int exitCode) => exitCode switch
    {
        Context.ExitCodes.Fine => "✅",
        Context.ExitCodes.ContractDoesNotHold => "❌",
        _ => "⚠️",
    };

    private static string Short(string text) => text.Length <= LongestText ? text : $"{text[..LongestText]} …";

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
