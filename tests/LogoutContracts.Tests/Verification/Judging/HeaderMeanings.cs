using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Judging.Headers;

namespace LogoutContracts.Tests.Verification.Judging;

/// <summary>How far a header of a real provider may differ from the contract.</summary>
public sealed class HeaderMeanings
{
    private static readonly HeaderContext Context = new(
        new("http://127.0.0.1:8080/app/"),
        new Dictionary<string, CookieLine>(StringComparer.Ordinal) { ["SID"] = CookieLine.Parse("SID=1; Path=/app; HttpOnly") },
        new(2026, 11, 28, 0, 0, 0, TimeSpan.Zero));

    [TestCase("Content-Type", "application/json", "application/json; charset=utf-8")]
    [TestCase("Content-Type", "application/json; charset=ISO-8859-1", "application/json;charset=\"UTF-8\"")]
    [TestCase("Content-Type", "text/html", "Text/HTML")]
    [TestCase("Cache-Control", "no-cache, private", "private,no-cache,must-revalidate")]
    [TestCase("Cache-Control", "no-cache, private", "no-store")]
    [TestCase("Cache-Control", "max-age=60", "max-age=10")]
    [TestCase("Cache-Control", "must-revalidate", "no-cache")]
    [TestCase("Clear-Site-Data", "\"cookies\"", "\"*\"")]
    [TestCase("Vary", "Accept", "Accept-Encoding, accept")]
    [TestCase("Vary", "Accept", "*")]
    [TestCase("Allow", "GET, POST", "GET, POST, HEAD, OPTIONS")]
    [TestCase("Location", "/login?next=1", "http://127.0.0.1:8080/app/login?next=1")]
    [TestCase("Location", "https://vendor.example.com/login", "/login")]
    [TestCase("WWW-Authenticate", "Bearer", "bearer realm=\"Users\", error=\"invalid_token\"")]
    [TestCase("Set-Cookie", "SID=x; Path=/; HttpOnly", "SID=y; Path=/other; HttpOnly; Secure; SameSite=Strict")]
    [TestCase("Set-Cookie", "SID=; Max-Age=0; Path=/", "SID=gone; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/app")]
    public void Means_the_same(string name, string stated, string actual) => Of(name, stated, actual).Should().Be(Allowance.Allowed);

    [TestCase("Content-Type", "application/json", "text/html")]
    [TestCase("Content-Type", "application/json", "application/json; charset=utf-16")]
    [TestCase("Cache-Control", "no-store", "no-cache")]
    [TestCase("Cache-Control", "private", "private, s-maxage=60")]
    [TestCase("Cache-Control", "no-cache", "no-cache, public")]
    [TestCase("Cache-Control", "max-age=10", "max-age=60")]
    [TestCase("Vary", "Accept, Cookie", "Accept")]
    [TestCase("Allow", "POST", "POST, DELETE")]
    [TestCase("Location", "/login", "https://elsewhere.example.com/login")]
    [TestCase("Location", "/login", "/app/logout")]
    [TestCase("WWW-Authenticate", "Bearer", "Basic realm=\"x\"")]
    [TestCase("Set-Cookie", "SID=x; HttpOnly", "SID=y")]
    [TestCase("Set-Cookie", "SID=x; Secure", "SID=y; HttpOnly")]
    [TestCase("Set-Cookie", "SID=x; SameSite=Lax", "SID=y; SameSite=None")]
    [TestCase("Set-Cookie", "SID=; Max-Age=0", "SID=y")]
    [TestCase("Set-Cookie", "SID=; Max-Age=0; Path=/app", "SID=; Max-Age=0; Path=/")]
    [TestCase("Set-Cookie", "SID=x", "OTHER=x")]
    [TestCase("X-Frame-Options", "DENY", "SAMEORIGIN")]
    public void Means_something_else(string name, string stated, string actual) => Of(name, stated, actual).Should().Be(Allowance.None);

    [TestCase("X-RateLimit-Remaining")]
    [TestCase("RateLimit-Limit")]
    [TestCase("Retry-After")]
    [TestCase("Access-Control-Allow-Origin")]
    [TestCase("Date")]
    [TestCase("ETag")]
    public void Is_worth_a_remark_only(string name)
    {
        Of(name, "1", "2").Should().Be(Allowance.Remark);
        HeaderRules.Of(name, ["1"], [], Context).Should().Be(Allowance.Remark);
        HeaderRules.Of(name, [], ["1"], Context).Should().Be(Allowance.Remark);
    }

    [Test]
    public void A_header_that_must_be_absent_must_be() =>
        HeaderRules.Of("Cache-Control", [], ["no-store"], Context).Should().Be(Allowance.None);

    private static Allowance Of(string name, string stated, string actual) => HeaderRules.Of(name, [stated], [actual], Context);
}
