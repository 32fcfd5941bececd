using LogoutContracts.Verification.Audit.Checks;

namespace LogoutContracts.Tests.Verification.Audits;

/// <summary>Parses Set-Cookie as browsers do.</summary>
public sealed class SetCookies
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [TestCase("SID=; Max-Age=0", true)]
    [TestCase("SID=; max-age=-1; Path=/", true)]
    [TestCase("SID=; Max-Age=600; Expires=Thu, 01 Jan 1970 00:00:00 GMT", false)]
    [TestCase("SID=; Expires=Thu, 01 Jan 1970 00:00:00 GMT", true)]
    [TestCase("SID=; Expires=Thu, 01-Jan-1970 00:00:10 GMT", true)]
    [TestCase("SID=; Expires=Fri, 20 Nov 2026 12:00:01 GMT", false)]
    [TestCase("SID=; Expires=yesterday", false)]
    [TestCase("SID=; Max-Age=soon", false)]
    [TestCase("SID=", false)]
    public void It_is_a_deletion_where_its_time_is_past(string header, bool isDeletion) =>
        SetCookie.Parse(header).IsDeletion(Now).Should().Be(isDeletion);

    [TestCase("SID=; Path=/, XSRF=; Path=/", true)]
    [TestCase("SID=; Path=/,XSRF=x", true)]
    [TestCase("SID=; Expires=Thu, 01-Jan-1970 00:00:10 GMT; Path=/", false)]
    [TestCase("SID=a,b; Path=/", false)]
    [TestCase("SID=x", false)]
    public void A_second_cookie_behind_a_comma_is_seen(string header, bool isMerged) =>
        SetCookie.Parse(header).IsMerged.Should().Be(isMerged);

    [Test]
    public void Names_of_attributes_are_read_in_any_case()
    {
        var cookie = SetCookie.Parse("SID=a=b; PATH=/studio; HttpOnly");
        cookie.Should().BeEquivalentTo(new { Name = "SID", Value = "a=b" });
        cookie["path"].Should().Be("/studio");
        cookie.Attributes.Should().ContainKey("httponly");
        cookie["domain"].Should().BeEmpty();
    }

    [TestCase("")]
    [TestCase(";")]
    [TestCase("=")]
    [TestCase("; ; =; a")]
    public void Whatever_is_sent_can_be_read(string header) =>
        FluentActions.Invoking(() => SetCookie.Parse(header).IsDeletion(Now)).Should().NotThrow();
}
