using LogoutContracts.Mocks.Requests;
using LogoutContracts.MockServer;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.MockServer;

/// <summary>The mock's own answers to requests that the contract does not cover. They tell the reader what to do next.</summary>
public sealed class Refusals
{
    [TestCase("unknown-path", "edin", "GET", "/bdoc/log-out")]
    [TestCase("path-of-a-directory", "rocketchat", "POST", "/api/v1/sessions/logout.me/")]
    [TestCase("path-in-the-wrong-case", "crafter", "POST", "/studio/api/1/services/api/1/security/Logout.json")]
    [TestCase("root", "symphony", "GET", "/")]
    [TestCase("unknown-method", "laravel", "POST", "/api/v1/customers")]
    [TestCase("unknown-method-where-paths-have-parameters", "symphony", "PUT", "/sessionauth/v1/app/user/7/authenticate")]
    public async Task A_request_that_nothing_rules_gets_an_explanation(string name, string contract, string method, string path)
    {
        await using var mock = await RunningMock.StartAsync(contract);
        var reply = await mock.SendAsync(method, path);
        reply.Status.Should().Be(404);
        reply["Content-Type"].Should().Be("application/problem+json");
        await Testing.Snapshot.Verify(reply.Body, $"Refusals.{name}");
    }

    // The spec reader rejects such gaps, but a plan that was made in code can have them.
    [Test]
    public async Task A_request_that_fits_no_rule_of_its_operation_is_explained_field_by_field()
    {
        var whole = Plans.Of("rocketchat");
        var gap = whole with
        {
            Paths = whole.Paths.Select(path => path with
            {
                Operations = path.Operations.Select(operation => operation with
                {
                    Variants = operation.Variants.Where(variant => variant.Name is not "session-unknown").ToValueList(),
                }).ToValueList(),
            }).ToValueList(),
        };
        await using var mock = await RunningMock.StartAsync(gap);
        var session = await new VendorClient(mock).LoginAsync();
        ValueList<Header> headers =
        [
            new("X-User-Id", session["userId"]), new("X-Auth-Token", session["authToken"]),
            new("Content-Type", "application/json; charset=utf-8"),
        ];
        var reply = await mock.SendAsync(new("POST", "/api/v1/sessions/logout.me", headers, """{"sessionId":"nobody's"}"""));
        reply.Status.Should().Be(404);
        await Testing.Snapshot.Verify(reply.Body, "Refusals.no-rule");
    }

    [TestCase("/api/v1/nothing", "POST")]
    [TestCase("/api/v1/me", "POST")]
    [TestCase("/api/v1/me", "GET")]
    public async Task What_a_request_carries_is_not_repeated(string path, string method)
    {
        await using var mock = await RunningMock.StartAsync("rocketchat");
        var session = await new VendorClient(mock).LoginAsync();
        var (user, token) = (session["userId"], session["authToken"]);
        ValueList<Header> headers =
        [
            new("X-User-Id", user), new("X-Auth-Token", token), new("Authorization", $"Bearer {token}"),
            new("Cookie", $"rc_uid={user}; rc_token={token}"), new("Set-Cookie", $"rc_token={token}"),
            new("Content-Type", $"application/json; token={token}"), new("Prefer", method is "GET" ? "variant=none" : "return=minimal"),
        ];
        var body = method is "GET" ? null : $$"""{"sessionId":"{{session["sessionId"]}}","token":"{{token}}"}""";
        var reply = await mock.SendAsync(new(method, $"{path}?userId={user}&token={token}", headers, body));
        reply["Content-Type"].Should().Be("application/problem+json");
        var all = $"{string.Join('\n', reply.Headers)}\n{reply.Body}";
        all.Should().NotContain(token).And.NotContain(user).And.NotContain(session["sessionId"]);
    }

    [Test]
    public async Task The_admin_port_says_what_it_has()
    {
        var options = new MockServerOptions { PortOf = _ => 0, AdminPort = 0 };
        await using var server = await LogoutMockServer.StartAsync([Plans.Of("edin")], options);
        using var client = new HttpClient { BaseAddress = server.AdminAddress };
        (await client.GetStringAsync("/health")).Should().Be("""{"status":"ok"}""");
        (await client.GetStringAsync("/contracts"))
            .Should().Contain($"\"baseUrl\": \"{server.AddressOf("edin").ToString().TrimEnd('/')}\"");
        var reply = await client.GetAsync("/resets");
        reply.StatusCode.Should().Be(System.Net.HttpStatusCode.NotFound);
        await Testing.Snapshot.Verify(await reply.Content.ReadAsStringAsync(), "Refusals.admin");
    }
}
