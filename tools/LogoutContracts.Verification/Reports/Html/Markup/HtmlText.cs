using System.Text;
using LogoutContracts.Verification.Reports.Wording;

namespace LogoutContracts.Verification.Reports.Html.Markup;

/// <summary>The HTML of the page. All text gets into it through <see cref="Of"/>.</summary>
internal sealed class HtmlText
{
    private readonly StringBuilder html = new();

    /// <summary>Escapes text for an element or a quoted attribute.</summary>
    public static string Of(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in VisibleText.Of(text))
        {
            _ = character switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                _ => escaped.Append(character),
            };
        }

        return escaped.ToString();
    }

    /// <param name="markup">HTML, with text in it escaped by <see cref="Of"/>.</param>
    public void Raw(string markup) => html.Append(markup);

    /// <param name="markup">As for <see cref="Raw"/>.</param>
    public void Line(string markup) => html.Append(markup).Append('\n');

    /// <summary>Writes an element that contains only text.</summary>
    public void Element(string name, string text, string attributes = "") =>
        Line($"<{name}{(attributes.Length > 0 ? " " : "")}{attributes}>{Of(text)}</{name}>");

    public override string ToString() => html.ToString();
}
