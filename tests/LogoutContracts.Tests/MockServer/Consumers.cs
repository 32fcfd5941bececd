using System.Net;
using LogoutContracts.FluentAssertions;
using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Overrides;
using LogoutContracts.Specs.Model;
using LogoutContracts.Testing;

namespace LogoutContracts.Tests.MockServer;

/// <summary>Assertions about a consumer that called a mock in the same process.</summary>
public sealed class Consumers
{
    private readonly HttpClient client = new();
    private LogoutMockServer mock = null!;
    private string token = "";

    [SetUp]
    public async Task StartAsync()
    {
        mock = await LogoutMockServer.StartAsync("laravel");
        token = mock.Sessions.Open()["token"];
    }

    [TearDown]
    public async Task StopAsync()
    {
        client.Dispose();
        await mock.DisposeAsync();
    }

    [Test]
    public async Task One_that_logs_out_once_and_is_silent_then_passes()
    {
        (await ProbeAsync()).Should().Be(HttpStatusCode.OK);
        (await LogoutAsync()).Should().Be(HttpStatusCode.NoContent);
        mock.Should().HaveEndedSession(token).And.HaveReceivedNoCallAfterLogout(token)
            .And.HaveReceivedExactly(1).Logout().And.HaveReceivedExactly(1).CallsTo("listCustomers");
    }

    [Test]
    public async Task One_that_never_logs_out_fails()
    {
        await ProbeAsync();
        await FailsAsync(() => mock.Should().HaveEndedSession(token, "the user has pressed the button"), "never-logs-out");
        mock.Invoking(judged => judged.Should().HaveReceivedNoCallAfterLogout(token))
            .Should().Throw<AssertionException>().WithMessage("*there was no logout*");
    }

    [Test]
    public async Task One_that_uses_a_dead_token_fails()
    {
        await LogoutAsync();
        (await ProbeAsync()).Should().Be(HttpStatusCode.Unauthorized);
        await FailsAsync(() => mock.Should().HaveReceivedNoCallAfterLogout(token), "uses-a-dead-token");
    }

    [Test]
    public async Task One_that_logs_out_twice_fails()
    {
        await LogoutAsync();
        await LogoutAsync();
        await FailsAsync(() => mock.Should().HaveReceivedExactly(1).Logout(), "logs-out-twice");
    }

    [Test]
    public void A_session_that_nobody_opened_is_not_an_ended_one() =>
        mock.Invoking(judged => judged.Should().HaveEndedSession("1|nobody"))
            .Should().Throw<AssertionException>().WithMessage("*it does not know this session*The journal is empty*");

    [Test]
    public async Task An_answer_can_be_forced_and_taken_back()
    {
        var force = mock.Force("logout", "rate-limited", new Trigger.Next(1));
        (await LogoutAsync()).Should().Be(HttpStatusCode.TooManyRequests);
        mock.Sessions.StateOf(token).Should().Be(SessionState.Active);
        (await LogoutAsync()).Should().Be(HttpStatusCode.NoContent);
        mock["laravel"].TakeBack(force).Should().BeTrue();
        mock["laravel"].TakeBack(force).Should().BeFalse();
    }

    [Test]
    public void Forcing_what_is_not_there_names_what_is() =>
        mock.Invoking(steered => steered.Force("logout", "rate-limitd")).Should().Throw<ArgumentException>()
            .WithMessage("*serves no variant 'rate-limitd' of 'logout'. Known: malformed-token, *rate-limited*");

    [Test]
    public void Names_that_are_not_there_name_what_is()
    {
        mock.Sessions.Open().Invoking(session => session["authToken"])
            .Should().Throw<KeyNotFoundException>().WithMessage("The session has no value 'authToken'; expected one of: token.");
        mock.Invoking(judged => judged.Should().HaveReceivedExactly(0).CallsTo("logOut"))
            .Should().Throw<ArgumentException>().WithMessage("The mock has no operation 'logOut'; expected one of: *logout*");
    }

    [Test]
    public async Task A_broken_connection_is_no_answer()
    {
        mock.Break(new Fault.Reset(), "logout", new Trigger.Next(1));
        await client.Awaiting(_ => LogoutAsync()).Should().ThrowAsync<HttpRequestException>();
        mock.Sessions.StateOf(token).Should().Be(SessionState.Active, "the connection broke before the request took effect");
        (await LogoutAsync()).Should().Be(HttpStatusCode.NoContent);
    }

    [Test]
    public async Task Sessions_are_ended_expired_and_forgotten_by_hand()
    {
        mock.Sessions.End(token).Should().BeTrue();
        (await ProbeAsync()).Should().Be(HttpStatusCode.Unauthorized);
        mock.Sessions.Forget(token).Should().BeTrue();
        mock.Sessions.StateOf(token).Should().BeNull();
        mock.Sessions.End(token).Should().BeFalse();
        mock.Sessions.All.Should().NotBeEmpty()
            .And.OnlyContain(session => session.Credential.StartsWith("sha256:", StringComparison.Ordinal));
    }

    [Test]
    public async Task The_clock_can_be_put_forward()
    {
        await using var edin = await LogoutMockServer.StartAsync("edin");
        var sid = edin.Sessions.Open()["SID"];
        edin.Clock.Advance(TimeSpan.FromMinutes(9));
        edin.Sessions.StateOf(sid).Should().Be(SessionState.Active);
        edin.Clock.Advance(TimeSpan.FromMinutes(2));
        edin.Sessions.StateOf(sid).Should().Be(SessionState.Expired);
    }

    [Test]
    public async Task A_hundred_servers_in_one_process_keep_to_themselves()
    {
        var servers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => LogoutMockServer.StartAsync("laravel")));
        try
        {
            var tokens = servers.Select(server => server.Sessions.Open()["token"]).ToList();
            servers[0].Sessions.End(tokens[0]);
            var statuses = await Task.WhenAll(servers.Select((server, i) =>
                SendAsync(HttpMethod.Delete, server.BaseAddress, "/api/v1/logout", tokens[i])));
            statuses[0].Should().Be(HttpStatusCode.Unauthorized);
            statuses.Skip(1).Should().OnlyContain(status => status == HttpStatusCode.NoContent);
        }
        finally
        {
            foreach (var server in servers)
                await server.DisposeAsync();
        }
    }

    private Task<HttpStatusCode> ProbeAsync() => SendAsync(HttpMethod.Get, mock.BaseAddress, "/api/v1/customers?page=1&perPage=16", token);

    private Task<HttpStatusCode> LogoutAsync() => SendAsync(HttpMethod.Delete, mock.BaseAddress, "/api/v1/logout", token);

    private async Task<HttpStatusCode> SendAsync(HttpMethod method, Uri server, string target, string bearer)
    {
        using var request = new HttpRequestMessage(method, new Uri(server, target));
        request.Headers.Authorization = new("Bearer", bearer);
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }

    /// <summary>Verifies the failure message. The hash of the token is replaced, because it differs in each run.</summary>
    private static async Task FailsAsync(Action judging, string name)
    {
        var failure = judging.Should().Throw<AssertionException>().Which.Message;
        var masked = System.Text.RegularExpressions.Regex.Replace(
            failure, "sha256:[0-9a-f]{8}", "sha256:xxxxxxxx", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
        await Snapshot.Verify(masked, $"Consumers.{name}");
    }
}
