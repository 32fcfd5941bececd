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

    // Not a TestCase: strings in attributes are stored as UTF-8, which has no lone surrogates.
    [Test]
    public void What_is_no_character_is_shown() =>
        VisibleText.Of("\ud800x\udc00\uFFFE\uFFFF").Should().Be("⟨U+D800⟩x⟨U+DC00⟩⟨U+FFFE⟩⟨U+FFFF⟩");

    [TestCase("::error::x", "⟨U+003A⟩:error::x")]
    [TestCase("a\n \t::set-output name=x::y", "a\n \t⟨U+003A⟩:set-output name=x::y")]
    [TestCase("\u00A0::add-mask::x", "\u00A0⟨U+003A⟩:add-mask::x")]
    [TestCase("a\r\n::stop-commands::x", "a\n⟨U+003A⟩:stop-commands::x")]
    [TestCase("x ##[error]y", "x ⟨U+0023⟩#[error]y")]
    [TestCase("###vso[task.complete]", "#⟨U+0023⟩#vso[task.complete]")]
    [TestCase("##teamcity[x]", "⟨U+0023⟩#teamcity[x]")]
    public void A_command_for_a_CI_system_is_none(string text, string visible) => VisibleText.Of(text).Should().Be(visible);

    [TestCase("a ::error::x")]
    [TestCase("::1 is localhost")]
    [TestCase("::before { content: '' }")]
    [TestCase("## Heading [link]")]
    [TestCase("std::vector::size")]
    [TestCase("%0A::error::x")]
    public void What_is_no_command_stays(string text) => VisibleText.Of(text).Should().Be(text);
}
