namespace LogoutContracts.Tests.Verification.Reports;

/// <summary>Texts that a hostile target may send to attack the readers of a report.</summary>
internal static class HostileTexts
{
    public static IEnumerable<TestCaseData> All => Texts.Select(text => new TestCaseData(text.Text).SetArgDisplayNames(text.Name));

    private static (string Name, string Text)[] Texts =>
    [
        ("a script", "</pre></style></title><script>alert(1)</script>"),
        ("an attribute", "\" onmouseover=\"alert(1)\" x='"),
        ("a comment", "--><!-- <img src=x onerror=alert(1)>"),
        ("a section of XML", "]]><x/><![CDATA["),
        ("an entity", "&lt;script&gt; &#60;b&#62; &xxe;"),
        ("Markdown", "`` ``` ` | x | **bold** [link](javascript:alert(1)) ![i](https://example.com/i.png) <b>b</b> @someone #1 "
            + "https://example.com www.example.com"),
        ("fences and headings", "a\n```\n# h\n~~~~\n| a | b |\n- x"),
        ("text that turns around", "user\u202Etxt.exe\u2066\u2069\u200B\u200D\uFEFF\u061C"),
        ("control characters", "\0\u0001\u0007\b\u001B[31mred\u007F\u0085\u009B\r\n\t"),
        ("line separators", "a\u2028b\u2029c"),
        ("half a character", "a\ud800b\udc00"),
        ("no characters", "\uFFFE\uFFFF\uDBFF\uDFFF"),
        ("characters beyond the first plane", "\U0001F600 \U00020000 \U000E0041"),
        ("quotes and backslashes", "\\\"'\\u0000\\n%00"),
    ];
}
