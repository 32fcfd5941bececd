using LogoutContracts.Verification.Audit.Checks.Browser;
using LogoutContracts.Verification.Audit.Checks.Retries;

namespace LogoutContracts.Tests.Verification.Audits;

/// <summary>Altering a token for a retry, and finding it in a response.</summary>
public sealed class TokenTexts
{
    private const string Laravel = "63|Xc4VbN8mQw2ErTyUiOp1AsDfGhJkLzXcVbNm3aQw";
    private const string Uuid = "0f8fad5b-d9cb-469f-a165-70867728950e";
    private const string Base64 = "DDo9FrQx+Ab/12cdEfGhIjKlMnOpQrSt==";

    [TestCase(Laravel)]
    [TestCase(Uuid)]
    [TestCase(Base64)]
    [TestCase("r:50f105fb0c6a1b2c3d4e5f60718293a4")]
    public void An_altered_token_is_another_text(string token)
    {
        var altered = Alterations.All.Select(alteration => alteration.Of(token, "64|Another")).OfType<string>().ToList();
        altered.Should().NotContain(token).And.OnlyHaveUniqueItems().And.NotBeEmpty();
        altered.Should().OnlyContain(text => string.Equals(text.Trim(), text, StringComparison.Ordinal));
    }

    [TestCase(Uuid, "in upper case")]
    [TestCase(Uuid, "in lower case")]
    [TestCase("50F105FB0C6A1B2C3D4E5F60718293A4", "in lower case")]
    [TestCase("r:50f105fb0c6a1b2c3d4e5f60718293a4", "in lower case")]
    [TestCase(Base64, "with one more character at the end")]
    [TestCase(Base64, "without its last four characters")]
    [TestCase(Uuid, "cut to its part after the separator")]
    public void What_a_correct_server_may_accept_is_left_out(string token, string alteration) =>
        Alterations.All.Single(each => string.Equals(each.Name, alteration, StringComparison.Ordinal)).Of(token, token).Should().BeNull();

    [Test]
    public void The_id_of_another_session_goes_before_the_own_secret() =>
        Alterations.All.Single(each => each.Name.StartsWith("with the id", StringComparison.Ordinal)).Of(
            "63|secret", "64|other").Should().Be("64|secret");

    [TestCase("the token abc+123/xyz is not valid", "as it is")]
    [TestCase("/login?ended=abc%2B123%2Fxyz", "escaped for a URL")]
    [TestCase("/login?ended=abc%2b123%2fxyz", "escaped for a URL")]
    [TestCase("trace: QmVhcmVyIGFiYysxMjMveHl6Cg==", "in base64")]
    [TestCase("trace: QmVhcmVyIGFiYysxMjMveHl6Cg", "in base64")]
    [TestCase("the token abc+123 is not valid", null)]
    [TestCase("trace: QmVhcmVyIHNvbWV0aGluZyBlbHNl", null)]
    public void A_token_is_found_in_a_text(string text, string? how) => TokenSearch.Find(text, "abc+123/xyz").Should().Be(how);
}
