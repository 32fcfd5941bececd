using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using LogoutContracts.Verification.Masking;

namespace LogoutContracts.Tests.Verification.Masking;

/// <summary>Masks whole and partial secrets in each encoding in which servers repeat them.</summary>
public sealed class SecretMasks
{
    private const string Token = "63|Of0TyVpiU2eX-ZY9\"Ig0rkR60DXM/6Ke";

    private static readonly SecretMask Mask = new([new(Token, "TOKEN"), new("hunter2", "PASSWORD"), new("jane@example.com", "USER")]);

    [TestCase(8)]
    [TestCase(20)]
    public void A_prefix_is_replaced(int length) =>
        Mask.Mask($"token {Token[..length]}… expired").Should().Be($"token TOKEN[1-{length}]… expired");

    [TestCase(8)]
    [TestCase(20)]
    public void A_suffix_is_replaced(int length) =>
        Mask.Mask($"token …{Token[^length..]} expired").Should().Be($"token …TOKEN[{Token.Length - length + 1}-{Token.Length}] expired");

    [Test]
    public void A_piece_from_the_middle_is_replaced() => Mask.Mask($"<{Token[5..17]}>").Should().Be("<TOKEN[6-17]>");

    [Test]
    public void Seven_characters_are_no_secret() => Mask.Mask($"<{Token[..7]}>").Should().Be($"<{Token[..7]}>");

    [TestCase("%7c", "%2F")]
    [TestCase("%7C", "%2f")]
    public void Escapes_of_URLs_are_read_in_either_case(string pipe, string slash)
    {
        var escaped = Token.Replace("|", pipe, StringComparison.Ordinal).Replace("/", slash, StringComparison.Ordinal);
        Mask.Mask($"/logout?t={escaped}&x=1").Should().Be("/logout?t=TOKEN&x=1");
    }

    [Test]
    public void Each_character_may_be_escaped()
    {
        Mask.Mask(Escaped("%{0:x2}")).Should().Be("TOKEN");
        Mask.Mask(Escaped("\\u{0:X4}")).Should().Be("TOKEN");
        Mask.Mask(Escaped("&#{0};")).Should().Be("TOKEN");
        Mask.Mask(Escaped("&#x{0:x};")).Should().Be("TOKEN");
    }

    [Test]
    public void Escapes_of_JSON_are_read()
    {
        var escaped = Token.Replace("\"", "\\\"", StringComparison.Ordinal);
        Mask.Mask($"\"{escaped.Replace("-", "\\u002d", StringComparison.Ordinal)}\"").Should().Be("\"TOKEN\"");
        Mask.Mask($"\"{escaped.Replace("/", "\\/", StringComparison.Ordinal)}\"").Should().Be("\"TOKEN\"");
    }

    [Test]
    public void Escapes_of_HTML_are_read() => Mask.Mask($"<b>{WebUtility.HtmlEncode(Token)}</b>").Should().Be("<b>TOKEN</b>");

    [Test]
    public void Escapes_in_escapes_are_read() =>
        Mask.Mask(Uri.EscapeDataString(Uri.EscapeDataString(Token))).Should().Be("TOKEN");

    [Test]
    public void A_part_of_an_escaped_secret_is_replaced() =>
        Mask.Mask($"({Uri.EscapeDataString(Token)[..16]})").Should().NotContain(Token[3..11]);

    [Test]
    public void Base64_of_the_token_is_replaced()
    {
        var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(Token));
        Mask.Mask($"<{base64}>").Should().Be("<TOKEN[base64]>");
        Mask.Mask($"<{ForUrls(base64)}>").Should().Be("<TOKEN[base64]>");
    }

    [TestCase("", "")]
    [TestCase("u:", "")]
    [TestCase("us:", "")]
    [TestCase("user:", ":x")]
    [TestCase("user1:", ":xy")]
    public void No_part_of_the_token_is_left_in_Base64_of_a_longer_value(string before, string after)
    {
        foreach (var base64 in new[] { Base64(before, after), ForUrls(Base64(before, after)) })
        {
            var masked = Mask.Mask(base64);
            masked.Should().Contain("TOKEN[base64");
            var (from, to) = (masked.IndexOf("TOKEN", StringComparison.Ordinal), masked.IndexOf(']', StringComparison.Ordinal) + 1);
            var left = masked[..from] + masked[to..];
            left.Length.Should().BeLessThanOrEqualTo(((before.Length + after.Length) * 8 / 6) + 2);
        }
    }

    [Test]
    public void A_short_password_is_replaced_in_Base64_too() =>
        Mask.Mask($"Basic {Convert.ToBase64String("jane:hunter2"u8)}").Should().NotContain("aHVudGVyM").And.NotContain("h1bnRlcj");

    [Test]
    public void Two_parts_of_a_secret_have_different_labels() => Mask.Mask(Token[..9]).Should().NotBe(Mask.Mask(Token[..10]));

    [Test]
    public void Adjacent_secrets_have_a_label_each() =>
        new SecretMask([new("abcdefgh12", "A"), new("qrstuvwx34", "B")]).Mask("abcdefgh12qrstuvwx34").Should().Be("AB");

    [Test]
    public void The_longest_secret_counts() =>
        new SecretMask([new("abcdefgh12", "A"), new("abcdefgh123456", "B")]).Mask("abcdefgh123456 abcdefgh12").Should().Be("B A");

    [Test]
    public void An_escaped_secret_can_be_told_from_one_that_is_not() =>
        new SecretMask([new(Token, "{caller.token}")], marksEscaped: true).Mask($"{Token} {Uri.EscapeDataString(Token)}")
            .Should().Be("{caller.token} {caller.token}[escaped]");

    [TestCase("pässwörter")]
    [TestCase("correct horse")]
    [TestCase("100%41&amp;\\u0041")]
    public void Any_password_is_found_in_any_escape(string password)
    {
        var mask = new SecretMask([new(password, "P")]);
        string[] spellings =
        [
            password, Uri.EscapeDataString(password), WebUtility.UrlEncode(password), WebUtility.HtmlEncode(password),
            JsonEncodedText.Encode(password).ToString(),
        ];
        foreach (var escaped in spellings)
            mask.Mask($"({escaped})").Should().Be("(P)");
    }

    [TestCase("{\"password\": \"x\", \"session_token\": 1}")]
    [TestCase("mail to joe@example.com")]
    public void Ordinary_words_stay(string text) =>
        new SecretMask([new("password-session_token-1", "T"), new("jane@example.com", "U")]).Mask(text).Should().Be(text);

    [TestCase("wrong: 4711, order 147110", "wrong: PIN, order 147110")]
    public void A_short_secret_is_replaced_where_it_is_a_word(string text, string masked) =>
        new SecretMask([new("4711", "PIN")]).Mask(text).Should().Be(masked);

    [Test]
    public void Text_without_secrets_stays()
    {
        const string Text = "100%25 of \\u0041 &amp; more %zz \\ & \\u12";
        Mask.Mask(Text).Should().Be(Text);
    }

    private static string Escaped(string format) =>
        string.Concat(Token.Select(character => string.Format(CultureInfo.InvariantCulture, format, (int)character)));

    private static string Base64(string before, string after) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{before}{Token}{after}"));

    private static string ForUrls(string base64) => base64.TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
