using System.Net;
using LogoutContracts.MockServer;
using LogoutContracts.Page;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.MockServer.Admin;

/// <summary>Who gets the page, and what the page may do that other pages may not.</summary>
public sealed class OwnPage
{
    private const string Browser = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";

    [TestCase(Browser, "text/html")]
    [TestCase("text/html", "text/html")]
    [TestCase("*/*", "application/json")]
    [TestCase(null, "application/json")]
    [TestCase("application/json, text/html;q=0.9", "application/json")]
    [TestCase("text/html;q=0", "application/json")]
    [TestCase("not a list;;", "application/json")]
    public async Task A_browser_gets_the_page_and_a_program_gets_JSON(string? accept, string type)
    {
        await using var server = await StartAsync(withPage: true);
        using var answer = await SendAsync(server, HttpMethod.Get, "/", ("Accept", accept));
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.Should().Be(type);
    }

    [Test]
    public async Task Without_the_page_a_browser_gets_JSON()
    {
        await using var server = await StartAsync(withPage: false);
        using var answer = await SendAsync(server, HttpMethod.Get, "/", ("Accept", Browser));
        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
    }

    [Test]
    public async Task The_page_may_load_nothing_from_elsewhere_and_no_other_page_may_frame_it()
    {
        await using var server = await StartAsync(withPage: true);
        using var answer = await SendAsync(server, HttpMethod.Get, "/", ("Accept", Browser));
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.Should().StartWith("default-src 'none'; ").And.Contain("frame-ancestors 'none'").And.Contain("require-trusted-types-for")
            .And.NotContain("unsafe").And.NotContain("http");
        answer.Headers.Vary.Should().Equal("Accept");
    }

    [TestCase("http://127.0.0.1:{port}", null, null, 200)]
    [TestCase("http://127.0.0.1:{port}", "same-origin", "cors", 200)]
    [TestCase("https://127.0.0.1:{port}", null, null, 403)]
    [TestCase("http://localhost:{port}", null, null, 403)]
    [TestCase("http://127.0.0.1:1", null, null, 403)]
    [TestCase("http://127.0.0.1", null, null, 403)]
    [TestCase("null", null, null, 403)]
    [TestCase("", null, null, 403)]
    [TestCase(null, "same-site", "cors", 403)]
    [TestCase(null, "cross-site", "no-cors", 403)]
    [TestCase(null, "cross-site", "navigate", 403)]
    [TestCase("http://127.0.0.1:{port}", "cross-site", "cors", 403)]
    public async Task Only_the_own_page_may_change_anything(string? origin, string? site, string? mode, int status)
    {
        await using var server = await StartAsync(withPage: true);
        using var answer = await SendAsync(
            server, HttpMethod.Post, "/__admin/reset", ("Sec-Fetch-Site", site), ("Sec-Fetch-Mode", mode),
            ("Origin", origin?.Replace("{port}", $"{server.AdminAddress!.Port}", StringComparison.Ordinal)));
        ((int)answer.StatusCode).Should().Be(status);
    }

    [TestCase("none", "navigate", "document", 200)]
    [TestCase("cross-site", "navigate", "document", 200)]
    [TestCase("cross-site", "navigate", "iframe", 403)]
    [TestCase("same-site", "no-cors", "script", 403)]
    public async Task A_link_leads_to_the_page_and_a_frame_does_not(string site, string mode, string into, int status)
    {
        await using var server = await StartAsync(withPage: true);
        using var answer = await SendAsync(
            server, HttpMethod.Get, "/", ("Accept", Browser), ("Sec-Fetch-Site", site), ("Sec-Fetch-Mode", mode), ("Sec-Fetch-Dest", into));
        ((int)answer.StatusCode).Should().Be(status);
    }

    [Test]
    public async Task A_browser_signs_in_with_the_token_and_out_again()
    {
        const string Token = "a-token-of-sixteen-or-more";
        await using var server = await StartAsync(withPage: true, Token);
        using var wrong = await SignInAsync(server, "another-token-of-16");
        wrong.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        using var right = await SignInAsync(server, Token);
        var cookie = right.Headers.GetValues("Set-Cookie").Single();
        cookie.Should().Contain("; HttpOnly").And.Contain("; SameSite=Strict").And.NotContain(Token);
        var pair = cookie.Split(';')[0];

        (await StatusAsync(null)).Should().Be(401);
        (await StatusAsync(pair)).Should().Be(200);
        (await StatusAsync(pair + "0")).Should().Be(401);
        using (var signedOut = await SendAsync(server, HttpMethod.Post, "/__admin/sign-out", ("Cookie", pair)))
            signedOut.Headers.GetValues("Set-Cookie").Single().Should().Contain("Max-Age=0");
        (await StatusAsync(pair)).Should().Be(401);

        async Task<int> StatusAsync(string? with)
        {
            using var answer = await SendAsync(server, HttpMethod.Get, "/__admin/contracts", ("Cookie", with));
            return (int)answer.StatusCode;
        }
    }

    private static Task<LogoutMockServer> StartAsync(bool withPage, string? token = null)
    {
        var options = new MockServerOptions { PortOf = _ => 0, AdminPort = 0, AdminToken = token };
        return LogoutMockServer.StartAsync([Plans.Of("laravel")], withPage ? options.WithPage("0.0.0") : options);
    }

    private static Task<HttpResponseMessage> SignInAsync(LogoutMockServer server, string token) =>
        SendAsync(server, HttpMethod.Post, "/__admin/sign-in", ("", $$"""{"token":"{{token}}"}"""));

    /// <param name="headers">Null values are left out; the value without a name is the body.</param>
    private static async Task<HttpResponseMessage> SendAsync(
        LogoutMockServer server, HttpMethod method, string path, params (string Name, string? Value)[] headers)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, UseProxy = false });
        using var request = new HttpRequestMessage(method, new Uri(server.AdminAddress!, path));
        if (method != HttpMethod.Get)
        {
            request.Content = new StringContent(
                headers.FirstOrDefault(header => header.Name.Length == 0).Value ?? "{}", null, "application/json");
        }

        foreach (var (name, value) in headers.Where(header => header.Name.Length > 0 && header.Value is not null))
            request.Headers.TryAddWithoutValidation(name, value);
        return await client.SendAsync(request);
    }
}
