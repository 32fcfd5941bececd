using System.Net;
using LogoutContracts.ClientAudit;
using LogoutContracts.ClientAudit.Clients;

namespace LogoutContracts.Tests.ClientAudits;

/// <summary>Clients with one mistake each. The audit must find it, and nothing else.</summary>
public sealed class BrokenClients
{
    private static readonly ClientAuditOptions Options = new()
    {
        Timeout = TimeSpan.FromSeconds(5),
        Grace = TimeSpan.FromMilliseconds(100),
        Slow = TimeSpan.FromMilliseconds(100),
        RetryAfter = 30,
        Parallel = 20,
    };

    [Test]
    public Task One_that_goes_on_with_a_dead_token_fails_C1() => FailsAsync(
        "C1", run => new DeadTokenUser(run), "success", "slow");

    [Test]
    public Task One_that_stays_logged_in_if_the_logout_fails_fails_C2() => FailsAsync(
        "C2", run => new FailedLogoutIgnorer(run), "500", "404", "reset-before", "truncation-before", "hang-before");

    [Test]
    public Task One_that_tries_again_and_again_fails_C3() => FailsAsync("C3", run => new Stubborn(run), "503", "500", "429-hour");

    [Test]
    public Task One_that_repeats_a_refused_logout_fails_C3() => FailsAsync("C3", run => new Refused(run), "404", "401", "500");

    [TestCase("429-seconds")]
    [TestCase("429-hour")]
    [TestCase("429-date")]
    public Task One_that_ignores_Retry_After_fails_C4(string scenario) => FailsAsync("C4", run => new Impatient(run), scenario, "500");

    [Test]
    public Task One_that_follows_a_redirect_with_its_token_fails_C5() => FailsAsync(
        "C5", run => new ChatClient(run, followsRedirects: true), "redirect", "401");

    [Test]
    public Task One_that_logs_its_token_fails_C5() => FailsAsync("C5", run => new Talkative(run));

    [Test]
    public Task One_that_puts_its_token_into_the_URL_fails_C5() => FailsAsync("C5", run => new TokenInUrl(run));

    [Test]
    public Task One_that_waits_forever_fails_C6() =>
        FailsAsync("C6", run => new Patient(run), Options with { Timeout = TimeSpan.FromMilliseconds(1500) }, "hang-before");

    private static Task FailsAsync(string check, Func<ClientRun, ChatClient> create, params string[] scenarios) =>
        FailsAsync(check, create, Options, scenarios);

    private static async Task FailsAsync(
        string check, Func<ClientRun, ChatClient> create, ClientAuditOptions options, params string[] scenarios)
    {
        options = options with { Includes = name => scenarios.Contains(name, StringComparer.Ordinal) };
        var report = await ClientAuditor.BuiltIn("rocketchat").RunAsync(
            async (run, _) =>
            {
                using var client = create(run);
                await client.LogInAsync();
                await client.CallAsync();
                await client.LogOutAsync();
            },
            options);
        report.Findings.Select(each => each.Id).Should().Equal([check], "{0}", report);
        report.Findings[0].Reason.Should().NotBeEmpty().And.NotContain("()");
        report.Findings[0].Steps.Should().NotBeEmpty("a finding has evidence");
    }

    private sealed class DeadTokenUser(ClientRun run) : ChatClient(run)
    {
        public override async Task LogOutAsync()
        {
            using var answer = await SendLogoutAsync(TimeSpan.FromSeconds(5));
            await Task.Delay(Late);
            if (IsSuccess(answer))
                await CallAsync();
        }
    }

    private sealed class FailedLogoutIgnorer(ClientRun run) : ChatClient(run)
    {
        public override async Task LogOutAsync()
        {
            using var answer = await SendLogoutAsync(TimeSpan.FromSeconds(1));
            await Task.Delay(Late);
            if (!IsSuccess(answer))
                await CallAsync();
        }
    }

    private sealed class Stubborn(ClientRun run) : ChatClient(run)
    {
        public override async Task LogOutAsync()
        {
            for (var i = 0; i < 5; i++)
            {
                using var answer = await SendLogoutAsync(Patience);
                if (answer is null or { StatusCode: < HttpStatusCode.InternalServerError })
                    return;
            }
        }
    }

    private sealed class Refused(ClientRun run) : ChatClient(run)
    {
        public override async Task LogOutAsync()
        {
            using var answer = await SendLogoutAsync(Patience);
            if (IsSuccess(answer))
                return;
            await Task.Delay(Late);
            using var second = await SendLogoutAsync(Patience);
        }
    }

    private sealed class Impatient(ClientRun run) : ChatClient(run)
    {
        public override async Task LogOutAsync()
        {
            using var answer = await SendLogoutAsync(Patience);
            if (answer is { StatusCode: HttpStatusCode.TooManyRequests })
                using (await SendLogoutAsync(Patience))
                    return;
        }
    }

    private sealed class Talkative(ClientRun run) : ChatClient(run)
    {
        public override async Task LogOutAsync()
        {
            await Run.Output.WriteLineAsync($"logging out {Uri.EscapeDataString(Token)}");
            await base.LogOutAsync();
        }
    }

    private sealed class TokenInUrl(ClientRun run) : ChatClient(run)
    {
        public override async Task LogOutAsync()
        {
            using var answer = await SendLogoutAsync(Patience, $"?authToken={Token}");
        }
    }

    private sealed class Patient(ClientRun run) : ChatClient(run)
    {
        public override async Task LogOutAsync()
        {
            using var answer = await SendLogoutAsync(TimeSpan.FromHours(1));
        }
    }
}
