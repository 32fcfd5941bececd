using System.Text;
using LogoutContracts.Verification.Reports.Wording;

namespace LogoutContracts.Verification.Reports.Html;

/// <summary>Writes HTML, and is the only one here that does: a text gets into the page through <see cref="Of"/>, or not at all.</summary>
internal sealed class HtmlText
{
    private readonly StringBuilder html = new();

    /// <summary>A text as HTML, in an element or in a quoted attribute.</summary>
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

    /// <param name="markup">Ours, with texts of others only through <see cref="Of"/>.</param>
    public void Raw(string markup) => html.Append(markup);

    /// <param name="markup">As for <see cref="Raw"/>.</param>
    public void Line(string markup) => html.Append(markup).Append('\n');

    /// <summary>An element that holds a text and nothing else.</summary>
    public void Element(string name, string text, string attributes = "") => Line($"<{name}{(attributes.Length > 0 ? " " : "")}{attributes}>{Of(text)}</{name}>");

    public override string ToString() => html.ToString();
}
