using LogoutContracts.Verification.Reports.Wording;

namespace LogoutContracts.Tests.Verification.Reports;

public sealed class VisibleTexts
{
    [TestCase("plain\n\ttext ü 漢 \U0001F600", "plain\n\ttext ü 漢 \U0001F600")]
    [TestCase("a\r\nb", "a\nb")]
    [TestCase("a\rb", "a⟨U+000D⟩b")]
    [TestCase("\0\u001B[31m", "⟨U+0000⟩⟨U+001B⟩[31m")]
    [TestCase("user\u202Eexe.txt", "user⟨U+202E⟩exe.txt")]
    [TestCase("a\u200Bb\uFEFF", "a⟨U+200B⟩b⟨U+FEFF⟩")]
    [TestCase("a\u2028b", "a⟨U+2028⟩b")]
    [TestCase("\uDBFF\uDFFF", "⟨U+10FFFF⟩")]
    [TestCase("\U000E0041", "⟨U+E0041⟩")]
    public void What_does_not_show_is_shown(string text, string visible) => VisibleText.Of(text).Should().Be(visible);

    // Not as an argument of an attribute, which must be UTF-8.
    [Test]
    public void What_is_no_character_is_shown() => VisibleText.Of("\ud800x\udc00\uFFFE\uFFFF").Should().Be("⟨U+D800⟩x⟨U+DC00⟩⟨U+FFFE⟩⟨U+FFFF⟩");
}
