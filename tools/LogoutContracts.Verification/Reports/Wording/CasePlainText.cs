using System.Text;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Reports.Wording;

/// <summary>A case as plain text: what must hold, its place in the spec, the differences, what to do, and the exchanges.</summary>
internal static class CasePlainText
{
    public static string Of(ReportCase @case)
    {
        var text = new StringBuilder();
        Line(text, @case.Title);
        Line(text, @case.At.File.Length > 0 ? $"stated at {@case.At}" : "");
        Line(text, ReportWords.Why(@case));
        foreach (var problem in @case.Problems)
            text.Append('\n').Append(problem).Append('\n');
        text.Append('\n');
        Line(text, @case.Rule.Why.Length > 0 ? $"Why it matters: {@case.Rule.Why}" : "");
        Line(text, @case.Rule.Fix.Length > 0 ? $"What to do: {@case.Rule.Fix}" : "");
        Line(text, @case.Rule.References.Count > 0 ? $"See: {string.Join(", ", @case.Rule.References)}" : "");
        foreach (var remark in @case.Remarks)
            Line(text, $"Remark: {remark}");
        if (@case.Correction.Length > 0)
            text.Append("\nTo put into the spec:\n\n").Append(@case.Correction);
        var number = 0;
        foreach (var step in @case.Steps)
        {
            text.Append('\n').Append("== ").Append(ReportWords.Number(++number)).Append(". ").Append(step.Title).Append('\n');
            text.Append(step.Evidence.Request).Append('\n').Append(step.Evidence.Response);
        }

        return VisibleText.Of(text.ToString()).Trim('\n');
    }

    private static void Line(StringBuilder text, string line)
    {
        if (line.Length > 0)
            text.Append(line).Append('\n');
    }
}
