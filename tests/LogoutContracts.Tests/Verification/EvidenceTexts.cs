using System.Globalization;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Tests.Support;
using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Judging;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Tests.Verification;

/// <summary>A report shows whole exchanges, with all credentials hashed.</summary>
public sealed class EvidenceTexts
{
    // A credential of the session, with characters that URLs, JSON and HTML encode.
    private const string Known = "63|Of0TyVpiU2eX+ZY9\"Ig0rkR60DXM/6Ke";
    private const string Unknown = "unheard-of-credential-0123456789";

    private static string KnownHash => Redactor.Hash(Known);

    [Test]
    public void A_token_in_the_URL_is_hashed_encoded_or_not()
    {
        var text = RequestOf($"/logout?token={Uri.EscapeDataString(Known)}&next=%2Fhome", []);
        text.Should().Be($"GET /logout?token={KnownHash}&next=%2Fhome\n");
        RequestOf($"/sessions/{Uri.EscapeDataString(Known)}/end", []).Should().Be($"GET /sessions/{KnownHash}/end\n");
    }

    [TestCase("token")]
    [TestCase("access_token")]
    [TestCase("code")]
    [TestCase("PHPSESSID")]
    [TestCase("password")]
    [TestCase("apiKey")]
    public void What_a_URL_calls_a_secret_is_hashed_though_nobody_knows_it(string name) =>
        RequestOf($"/a?x=1&{name}={Unknown}&y=2", []).Should().Be($"GET /a?x=1&{name}={Redactor.Hash(Unknown)}&y=2\n");

    [TestCase("Authorization", "Bearer ")]
    [TestCase("Authorization", "Basic ")]
    [TestCase("Authorization", "bearer ")]
    [TestCase("Proxy-Authorization", "Digest ")]
    [TestCase("X-Auth-Token", "")]
    public void The_scheme_of_a_credential_stays(string header, string scheme)
    {
        RequestOf("/", [new(header, $"{scheme}{Unknown}")]).Should().Be($"GET /\n{header}: {scheme}{Redactor.Hash(Unknown)}\n");
        RequestOf("/", [new(header, $"{scheme}{Known}")]).Should().Be($"GET /\n{header}: {scheme}{KnownHash}\n");
    }

    [Test]
    public void A_credential_beside_one_that_is_known_is_hashed_too() =>
        RequestOf("/", [new("Authorization", $"Bearer {Known} {Unknown}")]).Should().NotContain(Unknown);

    [Test]
    public void Each_cookie_of_a_request_is_hashed_and_keeps_its_name()
    {
        RequestOf("/", [new("Cookie", $"SID={Known}; theme=dark-and-gloomy; empty=")])
            .Should().Be($"GET /\nCookie: SID={KnownHash}; theme={Redactor.Hash("dark-and-gloomy")}; empty=\n");
        RequestOf("/", [new("Cookie", Unknown)]).Should().Be($"GET /\nCookie: {Redactor.Hash(Unknown)}\n");
    }

    [TestCase("SID=#; Path=/; HttpOnly; Secure; SameSite=Lax")]
    [TestCase("SID=#; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Domain=example.com; Partitioned")]
    [TestCase("SID=; Max-Age=0")]
    [TestCase("SID=#")]
    [TestCase("SID=#; Path=/; HttpOnly, XSRF=#; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT")]
    public void A_cookie_that_is_set_keeps_its_attributes(string form)
    {
        var text = ResponseOf([new("Set-Cookie", form.Replace("#", Unknown, StringComparison.Ordinal))], "");
        text.Should().Be($"200\nSet-Cookie: {form.Replace("#", Redactor.Hash(Unknown), StringComparison.Ordinal)}\n");
    }

    [Test]
    public void An_attribute_that_is_none_may_be_a_credential()
    {
        ResponseOf([new("Set-Cookie", $"SID=1; Path=/; token={Unknown}")], "").Should().NotContain(Unknown);
        ResponseOf([new("Set-Cookie", $"SID=1; Path=/{Known}")], "").Should().NotContain(Known);
    }

    [Test]
    public void A_cookie_has_the_hash_of_its_value_with_or_without_space_around_it() =>
        ResponseOf([new("Set-Cookie", $"SID={Known} ; Path=/")], "").Should().Contain($"SID={KnownHash};");

    [Test]
    public void A_credential_in_a_redirect_is_hashed() =>
        ResponseOf([new("Location", $"https://example.com/cb?state=1&id_token={Unknown}#top")], "")
            .Should().Be($"200\nLocation: https://example.com/cb?state=1&id_token={Redactor.Hash(Unknown)}#top\n");

    [Test]
    public void JSON_is_indented_and_what_it_calls_a_secret_is_hashed() =>
        ResponseOf([], $$$"""{"data":{"authToken":"{{{Unknown}}}","code":"E42","n":1}}""").Should().Be($$"""
            200

            {
              "data": {
                "authToken": "{{Redactor.Hash(Unknown)}}",
                "code": "E42",
                "n": 1
              }
            }

            """.ReplaceLineEndings("\n"));

    [Test]
    public void JSON_that_spells_a_known_credential_with_escapes_shows_it_no_more_than_one_that_does_not()
    {
        var escaped = string.Concat(Known.Select(character => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}")));
        var text = ResponseOf([], $$"""{"message":"No {{escaped}} here"}""");
        text.Should().Contain($"\"No {KnownHash} here\"");
    }

    [TestCase("user=jane&password=#", "user=jane&password=%")]
    [TestCase("""{"user":"jane","password":"#","code":"#"}""", null)]
    [TestCase("""{"password":"#""", null)]
    public void A_password_in_a_body_is_hashed(string body, string? shown)
    {
        var text = TextsOf(new("POST", "/login", [], body.Replace("#", Unknown, StringComparison.Ordinal)), new(200, [], "")).Request;
        text.Should().NotContain(Unknown).And.Contain(Redactor.Hash(Unknown));
        if (shown is not null)
            text.Should().Be($"POST /login\n\n{shown.Replace("%", Redactor.Hash(Unknown), StringComparison.Ordinal)}\n");
    }

    [Test]
    public void A_password_that_the_run_knows_is_hashed_wherever_it_turns_up() =>
        ResponseOf([new("X-Debug", "wrong: hunter22")], "<p>hunter22 is no password of Jane's</p>", cast => cast.Hide("hunter22"))
            .Should().NotContain("hunter22").And.Contain($"<p>{Redactor.Hash("hunter22")} is no password of Jane's</p>");

    [Test]
    public void A_short_password_is_hashed_where_it_stands_alone() =>
        ResponseOf([], "wrong: 4711, order 147110", cast => cast.Hide("4711"))
            .Should().Be($"200\n\nwrong: {Redactor.Hash("4711")}, order 147110\n");

    [Test]
    public void A_field_of_a_form_is_hashed() =>
        ResponseOf([], $"""<input type="hidden" name="csrf_token" value="{Unknown}"><input name="q" value="harmless">""")
            .Should().Be(
                $"200\n\n<input type=\"hidden\" name=\"csrf_token\" value=\"{Redactor.Hash(Unknown)}\">"
                + "<input name=\"q\" value=\"harmless\">\n");

    [Test]
    public void What_is_no_JSON_stays_as_it_is() => ResponseOf([], "<h1>It works</h1>\r\n").Should().Be("200\n\n<h1>It works</h1>\n");

    [Test]
    public void A_long_body_says_how_long_it_was()
    {
        var text = ResponseOf([], new string('a', 20_000));
        text.Should().HaveLength("200\n\n".Length + 8_000 + "\n… (20000 characters)\n".Length).And.EndWith("\n… (20000 characters)\n");
    }

    [TestCase(7_990)]
    [TestCase(65_530)]
    public void Where_a_long_body_is_cut_no_part_of_a_credential_is_left(int at)
    {
        var text = ResponseOf([], $"{new string('a', at)}{Known}{new string('b', 100_000)}");
        text.Should().NotContain(Known[..4]);
    }

    [Test]
    public void A_long_body_of_nothing_but_credentials_shows_none() =>
        ResponseOf([], string.Concat(Enumerable.Repeat(new string('x', 4_000), 30)), cast => cast.Hide(new string('x', 4_000)))
            .Should().NotContain("xxxx");

    [Test]
    public void A_long_JSON_that_breaks_off_has_its_secrets_hashed_too() =>
        ResponseOf([], $$"""{"token":"{{Unknown}}","text":"{{new string('a', 100_000)}}"}""")
            .Should().NotContain(Unknown).And.Contain(Redactor.Hash(Unknown));

    [Test]
    public void What_an_answer_differs_in_is_discreet_too()
    {
        var plan = Plans.Of("edin");
        var answer = plan.Find("logout", "session-ended-by-set-cookie").Answer!;
        var comparisons = new ResponseComparer(plan.Contract.Sessions, new())
            .Compare(answer, [], new(200, [new("Set-Cookie", $"SID={Unknown}; Path=/")], $$"""{"token":"{{Unknown}}"}"""));
        comparisons.Should().Contain(comparison => !comparison.Holds);
        string.Concat(comparisons).Should().NotContain(Unknown);
    }

    [Test]
    public void A_secret_that_plays_no_part_is_hashed_where_values_are_placeholders()
    {
        var cast = new RoleSessions();
        cast.Hide("hunter22");
        cast.Set(new(Role.Caller, "token"), Known);
        cast.Masked($"{Known} hunter22").Should().Be($"{{caller.token}} {Redactor.Hash("hunter22")}");
    }

    private static string RequestOf(string target, ValueList<Header> headers) =>
        TextsOf(new("GET", target, headers, null), new(200, [], "")).Request;

    private static string ResponseOf(ValueList<Header> headers, string body, Action<RoleSessions>? prepare = null) =>
        TextsOf(new("GET", "/", [], null), new(200, headers, body), prepare).Response;

    private static ExchangeEvidence TextsOf(RenderedRequest request, ReceivedResponse response, Action<RoleSessions>? prepare = null)
    {
        var cast = new RoleSessions();
        cast.Set(new(Role.Caller, "token"), Known);
        prepare?.Invoke(cast);
        return new EvidenceWriter(Plans.Of("laravel").Contract.Sessions, cast).Of(new(request, response));
    }
}
