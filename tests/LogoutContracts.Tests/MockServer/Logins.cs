using System.Text.Json;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.MockServer;

/// <summary>Which logins succeed: users of the contract with their passwords, in bodies that match the schema.</summary>
public sealed class Logins
{
    private const string Token = "--b\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n";
    private const string Password = "--b\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\n";

    [TestCase("rocketchat", "6", """{"user":"myusername","password":"mypassword"}""", 200)]
    [TestCase("rocketchat", "6", """{"user":"otheruser","password":"otherpassword"}""", 200)]
    [TestCase("rocketchat", "6", """{"user":"myusername","password":"otherpassword"}""", 401)]
    [TestCase("rocketchat", "6", """{"user":"myusername","password":"MYPASSWORD"}""", 401)]
    [TestCase("rocketchat", "6", """{"user":"nobody","password":"mypassword"}""", 401)]
    [TestCase("rocketchat", "8", """{"user":"myusername","password":"wrong"}""", 401)]
    [TestCase("crafter", "3.1.31", """{"username":"jane.doe","password":"correct-horse"}""", 200)]
    [TestCase("crafter", "3.1.31", """{"username":"jane.doe","password":"other-horse"}""", 401)]
    [TestCase("crafter", "3.1.31", """{"username":"jane","password":"correct-horse"}""", 401)]
    public async Task A_user_and_a_password_that_belong_together_log_in(string contract, string release, string body, int status)
    {
        await using var mock = await RunningMock.StartAsync(contract, release: release);

        var reply = await mock.SendAsync(LoginOf(mock) with { Body = body });

        reply.Status.Should().Be(status);
        SessionsOf(mock).Should().Be(status == 200 ? 1 : 0);
    }

    [TestCase("user=myusername&password=mypassword", 200)]
    [TestCase("user=my%75sername&password=mypassword&code=123456", 200)]
    [TestCase("user=myusername&password=wrong", 401)]
    [TestCase("user=myusername", 401)]
    [TestCase("user=myusername&user=otheruser&password=mypassword", 401)]
    public async Task A_form_logs_in_like_json(string form, int status)
    {
        await using var mock = await RunningMock.StartAsync("rocketchat");

        var reply = await mock.SendAsync(LoginOf(mock) with
        {
            Body = form,
            Headers = [new("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")],
        });

        reply.Status.Should().Be(status);
        SessionsOf(mock).Should().Be(status == 200 ? 1 : 0);
    }

    [TestCase(Token + "{token}\r\n" + Password + "correct-horse\r\n--b--\r\n", 200)]
    [TestCase(Token + "{token}\r\n" + Password + "wrong-horse\r\n--b--\r\n", 400)]
    [TestCase(Password + "correct-horse\r\n--b--\r\n", 400)]
    [TestCase(Token + "\r\n" + Password + "correct-horse\r\n--b--\r\n", 400)]
    [TestCase(Token + "{token}\r\n" + Password + "correct-horse", 400)]
    [TestCase("--c\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n{token}\r\n--c--\r\n", 400)]
    [TestCase("--b--\r\n", 400)]
    [TestCase("null", 400)]
    [TestCase("", 400)]
    public async Task Edins_login_opens_a_session_for_a_complete_form_only(string body, int status)
    {
        await using var mock = await RunningMock.StartAsync("edin");
        var first = await mock.SendAsync(mock.Plan.Find("requestToken", "token-issued").SeededRequest());
        var token = JsonElement.Parse(first.Body).GetProperty("token").GetString()!;
        var login = LoginOf(mock) with
        {
            Body = body.Replace("{token}", token, StringComparison.Ordinal),
            Headers = [new("Content-Type", "multipart/form-data; boundary=b")],
        };

        var reply = await mock.SendAsync(login);

        reply.Status.Should().Be(status);
        SessionsOf(mock).Should().Be(status == 200 ? 1 : 0);
    }

    [TestCase("application/json", "null")]
    [TestCase("application/json", """{"token":"a","password":"correct-horse"}""")]
    [TestCase("text/plain", "password=correct-horse")]
    [TestCase("multipart/form-data", "--b--\r\n")]
    public async Task Edins_login_reads_nothing_but_a_form(string contentType, string body)
    {
        await using var mock = await RunningMock.StartAsync("edin");

        var reply = await mock.SendAsync(LoginOf(mock) with { Body = body, Headers = [new("Content-Type", contentType)] });

        reply.Status.Should().Be(400);
        SessionsOf(mock).Should().Be(0);
    }

    [Test]
    public async Task Without_users_any_password_logs_in()
    {
        await using var mock = await RunningMock.StartAsync(AnyPassword(Plans.Of("rocketchat")));

        var reply = await mock.SendAsync(LoginOf(mock) with { Body = """{"user":"anybody","password":"anything"}""" });

        reply.Status.Should().Be(200);
    }

    private static MockPlan AnyPassword(MockPlan plan) =>
        plan with { Contract = plan.Contract with { Sessions = plan.Contract.Sessions with { Accounts = [] } } };

    private static RenderedRequest LoginOf(RunningMock mock)
    {
        var login = mock.Plan.Variants.First(variant => variant is { IsDefault: true } && variant.Variant.Opens
            && variant.Variant.Given.Caller == CallerStates.None);
        return RenderedRequest.Of(login.Variant.Request, login.Seeds.ValueOf);
    }

    /// <summary>The number of sessions that logins have opened. Seeded sessions have users with other names.</summary>
    private static int SessionsOf(RunningMock mock) => mock.Server.Sessions.All.Count(session =>
        session.User.StartsWith("login", StringComparison.Ordinal) && !session.User.Contains("/logged-in", StringComparison.Ordinal)
        && !session.User.StartsWith("login/rate-limited", StringComparison.Ordinal));
}
