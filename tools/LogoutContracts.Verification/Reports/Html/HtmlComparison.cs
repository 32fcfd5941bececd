using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Reports.Html.Markup;
using LogoutContracts.Verification.Reports.Wording;

namespace LogoutContracts.Verification.Reports.Html;

/// <summary>Writes expected and actual side by side, with the differences marked.</summary>
internal static class HtmlComparison
{
    public static void Write(HtmlText html, Comparison comparison)
    {
        var diff = TextDiff.Of(comparison.Expected, comparison.Actual);
        var isShort = !comparison.Expected.Contains('\n', StringComparison.Ordinal)
            && !comparison.Actual.Contains('\n', StringComparison.Ordinal);
        html.Line(isShort ? "<div class=\"comparison short\">" : "<div class=\"comparison\">");
        html.Element("p", comparison.Part, "class=\"part\"");
        html.Line("<div class=\"pair\">");
        Side(html, "Expected", "del", diff.Expected);
        Side(html, "Actual", "ins", diff.Actual);
        html.Line("</div>");
        html.Line("</div>");
    }

    private static void Side(HtmlText html, string caption, string mark, ValueList<DiffPiece> pieces)
    {
        var markup = string.Concat(pieces.Select(piece =>
            piece.Differs ? $"<{mark}>{HtmlText.Of(piece.Text)}</{mark}>" : HtmlText.Of(piece.Text)));
        var shown = pieces.Count == 0 ? "<span class=\"nothing\">(nothing)</span>" : markup;
        var pre = HtmlPre.Of(shown, string.Concat(pieces.Select(piece => piece.Text)));
        html.Line($"<figure><figcaption>{caption}</figcaption>{pre}</figure>");
    }
}
