using LogoutContracts.Verification.Reports.Wording;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Reports.Html.Markup;

/// <summary>The ids of cases in the page, for links.</summary>
internal static class HtmlAnchor
{
    public static string Of(Report report, ReportSection section, ReportCase @case)
    {
        var number = report.Sections.AsSpan().IndexOf(section) + 1;
        var id = $"{ReportWords.Number(number)}.{section.Contract}.{@case.Id}";
        return HtmlText.Of(string.Join('-', id.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }
}
