using System.Net;
using LogoutContracts.ClientAudit;
using LogoutContracts.ClientAudit.Clients;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Tests.Support;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Tests.ClientAudits;

/// <summary>Clients without mistakes, some of them in a way that is easily mistaken for one. The audit must have no finding.</summary>
public sealed class SoundClients
{
    private static readonly ClientAuditOptions Options = new()
    {
        Timeout = TimeSpan.FromSeconds(10),
        Slow = TimeSpan.FromMilliseconds(100),
        RetryAfter = 1,
        Parallel = 20,
    };

    [Test]
    public Task One_that_polls_in_the_background_until_it_logs_out() => HasNoFindingAsync(async client =>
    {
        await client.LogInAsync();
        using var end = new CancellationTokenSource();
        var polling = PollAsync(client, end.Token);
        await client.CallAsync();
        await end.CancelAsync();
        await client.LogOutAsync();
        await polling;
    });

    [Test]
    public Task One_with_eight_calls_on_their_way_while_it_logs_out() => HasNoFindingAsync(
        async client =>
        {
            await client.LogInAsync();
            await client.CallAsync();
            var calls = Enumerable.Range(0, 8).Select(_ => client.CallAsync()).ToList();
            await client.LogOutAsync();
            await Task.WhenAll(calls);
        },
        "slow", "reset-after");

    [Test]
    public Task One_that_answers_from_a_cache_after_its_logout() => HasNoFindingAsync(
        async client =>
        {
            await client.LogInAsync();
            var cached = await client.CallAsync();
            await client.LogOutAsync();
            await Task.Delay(ChatClient.Late);
            cached.Should().NotBeEmpty();
        },
        "500");

    [Test]
    public Task One_that_logs_in_again_after_its_logout() => HasNoFindingAsync(
        async client =>
        {
            for (var i = 0; i < 2; i++)
            {
                await client.LogInAsync();
                await client.CallAsync();
                await client.LogOutAsync();
                await Task.Delay(ChatClient.Late);
            }
        },
        "500", "401", "reset-before");

    [Test]
    public Task One_that_tries_three_times_and_waits_as_it_is_asked() => HasNoFindingAsync(
        async client =>
        {
            await client.LogInAsync();
            await client.CallAsync();
            await client.LogOutAsync();
        },
        run => new Retrying(run), "429-seconds", "429-date", "503", "truncation-after", "ended-elsewhere");

    [TestCaseSource(typeof(Plans), nameof(Plans.Ids))]
    public async Task One_that_does_what_the_contract_shows(string contract)
    {
        var plan = Plans.Of(contract);
        var logout = plan.Variants.First(variant => variant is { IsDefault: true, IsServed: true }
            && variant.Variant.Given.Caller == CallerStates.Active
            && (variant.Variant.Ends(Role.Caller) || variant.Variant.StateAfter(Role.Caller, "refreshToken") == SessionState.Ended));
        string[] scenarios = ["401", "500", "reset-after", "ended-elsewhere", "renewed-elsewhere"];
        var options = Options with
        {
            Grace = TimeSpan.FromMilliseconds(100),
            Includes = name => scenarios.Contains(name, StringComparer.Ordinal),
        };
        var report = await new ClientAuditor(plan).RunAsync(
            async (run, cancellation) =>
            {
                using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });
                foreach (var variant in new[] { plan.Live, logout })
                {
                    using var message = RawHttpClient.MessageOf(
                        run.BaseAddress, RenderedRequest.Of(variant.Variant.Request, hole => run.Session[hole.Name]));
                    using var answer = await http.SendAsync(message, cancellation);
                }
            },
            options);
        report.Section.Cases.Where(each => each.Outcome is Outcome.Failed or Outcome.Inconclusive).Should().BeEmpty("{0}", report);
        report.Section.Cases[0].Outcome.Should().Be(Outcome.Passed);
    }

    private static async Task PollAsync(ChatClient client, CancellationToken end)
    {
        while (!end.IsCancellationRequested && !client.IsRefused)
            await client.CallAsync();
    }

    private static Task HasNoFindingAsync(Func<ChatClient, Task> act, params string[] scenarios) =>
        HasNoFindingAsync(act, run => new ChatClient(run), scenarios);

    private static async Task HasNoFindingAsync(Func<ChatClient, Task> act, Func<ClientRun, ChatClient> create, params string[] scenarios)
    {
        var options = scenarios.Length == 0 ? Options
            : Options with { Includes = name => scenarios.Contains(name, StringComparer.Ordinal) };
        var report = await ClientAuditor.BuiltIn("rocketchat").RunAsync(
            async (run, _) =>
            {
                using var client = create(run);
                await act(client);
            },
            options);
        report.Section.Cases.Where(each => each.Outcome is Outcome.Failed or Outcome.Inconclusive).Should().BeEmpty("{0}", report);
        report.Section.Cases[0].Outcome.Should().Be(Outcome.Passed);
    }

    private sealed class Retrying(ClientRun run) : ChatClient(run)
    {
        public override async Task LogOutAsync()
        {
            for (var i = 0; i < 3; i++)
            {
                using var answer = await SendLogoutAsync(TimeSpan.FromSeconds(5));
                if (answer is not { StatusCode: HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError })
                    return;
                var wait = RetryAfter(answer);
                if (wait > TimeSpan.FromSeconds(2) || (wait is not null && i > 0))
                    return;
                await Task.Delay(wait ?? TimeSpan.FromMilliseconds(50));
            }
        }
    }
}
