using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Mocks;

/// <summary>How requests carry credentials and other values.</summary>
public sealed class Carrying
{
    [TestCase("header Authorization: Bearer {token}", "Bearer abc", "abc")]
    [TestCase("header Authorization: Bearer {token}", "bearer abc", "")]
    [TestCase("header Authorization: Bearer {token}", "Bearer", "")]
    [TestCase("header Authorization: Bearer {token}", "Bearer ", "")]
    [TestCase("header Authorization: Bearer {token}", "", "")]
    [TestCase("header Authorization: Token token=\"{token}\"", "Token token=\"abc\"", "abc")]
    [TestCase("header Authorization: Token token=\"{token}\"", "Token token=\"", "")]
    [TestCase("header Authorization: Token token=\"{token}\"", "Token token=\"abc\" x", "")]
    [TestCase("header X-Token: {token}", "a; b", "a; b")]
    [TestCase("header Set-Cookie: SID={token}", "SID=abc; Path=/", "abc")]
    [TestCase("header set-cookie: SID={token}", "SID=abc", "abc")]
    [TestCase("header Set-Cookie: SID={token}", "OTHER=abc", "")]
    [TestCase("cookie SID={token}", "abc", "abc")]
    public void A_carrier_reads_what_it_carries(string carrier, string value, string read) =>
        Carrier.TryParse(carrier, "token")!.Read(value).ToString().Should().Be(read);

    [TestCase("header Authorization: Bearer {other}")]
    [TestCase("header Authorization: Bearer token")]
    [TestCase("header Authorization: {token} and {token}")]
    [TestCase("header Authorization {token}")]
    [TestCase("header My Name: {token}")]
    [TestCase("cookie SID=a{token}")]
    [TestCase("cookie SID: {token}")]
    [TestCase("path token={token}")]
    [TestCase("Header Authorization: {token}")]
    [TestCase("")]
    public void What_is_no_carrier_is_refused(string text) => Carrier.TryParse(text, "token").Should().BeNull();

    [TestCase("SID=abc", "abc")]
    [TestCase("a=b; SID=abc", "abc")]
    [TestCase("a=b;SID=abc ;c=d", "abc")]
    [TestCase("SID=abc; SID=def", "abc")]
    [TestCase("SID=a=b==", "a=b==")]
    [TestCase("SID=", "")]
    [TestCase("SID; SID=abc", "abc")]
    [TestCase("sid=abc", null)]
    [TestCase("XSID=abc", null)]
    [TestCase("SIDX=abc", null)]
    [TestCase("a=SID=abc", null)]
    [TestCase("", null)]
    [TestCase(";;=;", null)]
    public void A_cookie_is_found_by_its_name(string header, string? value)
    {
        CookieHeader.TryFind(header, "SID", out var found).Should().Be(value is not null);
        found.ToString().Should().Be(value ?? "");
    }

    [TestCase("?token=abc", "abc")]
    [TestCase("token=abc", "abc")]
    [TestCase("?a=b&token=abc&token=def", "abc")]
    [TestCase("?token=a%7Cb%20c+d%2B", "a|b c d+")]
    [TestCase("?tok%65n=abc", "abc")]
    [TestCase("?token", "")]
    [TestCase("?token=", "")]
    [TestCase("?token=%", "%")]
    [TestCase("?token=%zz", "%zz")]
    [TestCase("?token=a=b", "a=b")]
    [TestCase("?Token=abc", null)]
    [TestCase("??token=abc", null)]
    [TestCase("?", null)]
    [TestCase("", null)]
    [TestCase("?&&=&", null)]
    public void A_query_parameter_is_found_by_its_name(string query, string? value)
    {
        QueryText.TryFind(query, "token", out var found).Should().Be(value is not null);
        found.ToString().Should().Be(value ?? "");
    }

    [Test]
    public void Of_several_carriers_the_first_that_fits_counts()
    {
        var credential = Plans.Of("edin").Contract.Sessions.Credentials[0];
        Read("Cookie", "SID=one", "Set-Cookie", "SID=two").Should().Be("one");
        Read("Cookie", "other=one", "Set-Cookie", "SID=two; Path=/").Should().Be("two");
        Read("Cookie", "SID=", "Set-Cookie", "SID=two").Should().Be("two");
        Read("X", "SID=one", "Y", "").Should().BeEmpty();

        string Read(params string[] headers)
        {
            var request = new RenderedRequest("GET", "/", [new(headers[0], headers[1]), new(headers[2], headers[3])], null);
            return CredentialReader.Read(credential.Carriers, new RenderedRequestView(request), null).ToString();
        }
    }
}
