namespace LogoutContracts.Verification.Reports.Html.Markup;

/// <summary>A preformatted text, which scrolls if it is long.</summary>
internal static class HtmlPre
{
    // What fits on a phone without scrolling, with some space left.
    private const int MostCharacters = 300;
    private const int MostLines = 20;

    /// <param name="markup">The text as HTML.</param>
    /// <param name="text">The text, to see whether it is long. What scrolls must have the focus, so that it scrolls by keyboard.</param>
    public static string Of(string markup, string text) =>
        text.Length > MostCharacters || text.AsSpan().Count('\n') >= MostLines
            ? $"<pre tabindex=\"0\">{markup}</pre>" : $"<pre>{markup}</pre>";
}
