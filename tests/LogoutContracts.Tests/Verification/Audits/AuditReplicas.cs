using LogoutContracts.Mocks.Plans;
using LogoutContracts.MockServer;
using LogoutContracts.Tests.Support;
using LogoutContracts.Verification.Audit;
using LogoutContracts.Verification.Audit.Checks;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;

namespace LogoutContracts.Tests.Verification.Audits;

/// <summary>Audits of several servers that share sessions, and of servers that restart.</summary>
public sealed class AuditReplicas
{
    private const string Refusal = "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    private const string Crash = "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    [TestCase(0, "at once")]
    [TestCase(0.4, "within 0.4 seconds")]
    public async Task A_replica_that_learns_of_a_logout_too_late_is_found(double seconds, string allowed)
    {
        await using var mocks = await TwoMocks.StartAsync("laravel", "replica-late");
        var found = await mocks.AuditAsync(TimeSpan.FromSeconds(seconds));
        found.Outcome.Should().Be(Outcome.Failed);
        var (one, other) = (mocks.One.BaseAddress, mocks.Other.BaseAddress);
        found.Reason.Should().Be(
            $"After a logout at {one}, {other} refused the token only 0.6 seconds later. It should be dead {allowed}. " +
            $"After a logout at {other}, {one} refused the token only 0.6 seconds later. It should be dead {allowed}.");
        found.Steps.Where(step => step.Comparisons.Any(comparison => !comparison.Holds)).Select(step => step.Title)
            .Distinct(StringComparer.Ordinal).Should().Equal($"At {other}: caller is dead", $"At {one}: caller is dead");
    }

    [Test]
    public async Task A_replica_that_learns_of_a_logout_in_time_has_no_finding()
    {
        await using var mocks = await TwoMocks.StartAsync("laravel", "replica-late");
        var passed = await mocks.AuditAsync(TimeSpan.FromSeconds(0.5));
        passed.Should().BeEquivalentTo(new { Outcome = Outcome.Passed, Reason = "" });
    }

    /// <summary>T18 finds that already, and it is no fault of the other replica.</summary>
    [Test]
    public async Task A_token_that_dies_as_late_at_its_own_replica_is_not_judged()
    {
        var clock = new JumpingClock();
        await using var mock = await RunningMock.StartAsync(
            Plans.Of("rocketchat"), clock, flaws: [FlawCatalog.Find("dies-later")!]);
        await using var other = StandIn.Before(mock, static (request, forward) => forward(request));
        var unclear = await AuditAsync(mock, mock.Address, "T28", new() { Clock = clock, Replicas = [other.Address] });
        unclear.Outcome.Should().Be(Outcome.Inconclusive, unclear.Reason);
        unclear.Reason.Should().EndWith("T18 judges that.");
    }

    [Test]
    public async Task Servers_that_share_no_sessions_are_not_judged()
    {
        await using var one = await RunningMock.StartAsync("edin");
        await using var other = await RunningMock.StartAsync("edin");
        var options = new AuditOptions { Clock = new JumpingClock(), Replicas = [other.Address] };
        (await AuditAsync(one, one.Address, "T28", options)).Should().BeEquivalentTo(new
        {
            Outcome = Outcome.NotApplicable,
            Reason = "A session that one replica has opened is not live at another one: they share no sessions.",
        });
    }

    [Test]
    public async Task Of_three_servers_the_one_that_stands_apart_is_a_remark()
    {
        await using var mocks = await TwoMocks.StartAsync("edin", null);
        await using var apart = await RunningMock.StartAsync("edin");
        var passed = await mocks.AuditAsync(TimeSpan.Zero, apart.Address);
        passed.Outcome.Should().Be(Outcome.Passed, passed.Reason);
        passed.Remarks.Should().Equal(
            $"A session that {mocks.One.BaseAddress} has opened is not live at {apart.Address}: they share no sessions.",
            $"A session that {apart.Address} has opened is not live at {mocks.Other.BaseAddress}: they share no sessions.");
    }

    [Test]
    public async Task A_replica_that_refuses_the_twin_too_shows_nothing()
    {
        await using var mock = await RunningMock.StartAsync("laravel");
        var hasEnded = false;
        await using var one = StandIn.Before(mock, async (request, forward) =>
        {
            hasEnded |= request.StartsWith("DELETE ", StringComparison.Ordinal);
            return await forward(request);
        });
        await using var other = StandIn.Before(
            mock, async (request, forward) => hasEnded && !request.StartsWith("POST ", StringComparison.Ordinal)
                ? Refusal : await forward(request));
        (await AuditAsync(mock, one.Address, "T28", new() { Replicas = [other.Address] })).Should().BeEquivalentTo(new
        {
            Outcome = Outcome.Inconclusive,
            Reason = $"After a logout at {one.Address}, {other.Address} also refuses a second session, which was not logged out. So this " +
                "says nothing.",
        });
    }

    [Test]
    public async Task A_server_error_for_simultaneous_logouts_at_two_replicas_is_found()
    {
        await using var mock = await RunningMock.StartAsync("laravel");
        await using var other = StandIn.Before(mock, async (request, forward) =>
        {
            var answer = await forward(request);
            return request.StartsWith("DELETE ", StringComparison.Ordinal) ? Crash : answer;
        });
        var found = await AuditAsync(mock, mock.Address, "T28", new() { Replicas = [other.Address] });
        found.Outcome.Should().Be(Outcome.Failed);
        found.Reason.Should().Be($"Of two logouts at once, the one at {other.Address} got 500. None should get a server error.");
    }

    [Test]
    public async Task A_replica_that_does_not_answer_is_named([Values("T28", "T29")] string check)
    {
        await using var mock = await RunningMock.StartAsync("laravel");
        var silent = StandIn.Answering("");
        var place = silent.Address;
        await silent.DisposeAsync();
        var unclear = await AuditAsync(
            mock, mock.Address, check, new() { Replicas = [place], Restart = static _ => Task.FromResult<string?>(null) });
        unclear.Outcome.Should().Be(Outcome.Inconclusive);
        unclear.Reason.Should().StartWith($"At {place}: The target does not answer");
    }

    [Test]
    public async Task A_restart_that_ends_all_sessions_is_a_remark()
    {
        await using var mock = await RunningMock.StartAsync("laravel");
        var passed = await AuditAsync(mock, mock.Address, "T29", new()
        {
            Restart = _ =>
            {
                mock.Server.Reset();
                return Task.FromResult<string?>(null);
            },
        });
        passed.Outcome.Should().Be(Outcome.Passed, passed.Reason);
        passed.Remarks.Should().Equal("A session that was not logged out is dead after the restart, too, so this says little.");
    }

    [Test]
    public async Task A_restart_that_fails_shows_nothing()
    {
        await using var mock = await RunningMock.StartAsync("laravel");
        var unclear = await AuditAsync(mock, mock.Address, "T29", new() { Restart = static _ => Task.FromResult<string?>("it is late") });
        unclear.Should().BeEquivalentTo(
            new { Outcome = Outcome.Inconclusive, Reason = "The target could not be restarted: it is late." });
    }

    [Test]
    public async Task One_target_has_nothing_to_compare_and_nothing_to_restart()
    {
        await using var mock = await RunningMock.StartAsync("laravel");
        (await AuditAsync(mock, mock.Address, "T28", new())).Reason.Should().Be("Needs several replicas of the target: repeat --target.");
        (await AuditAsync(mock, mock.Address, "T29", new())).Reason.Should()
            .Be("Needs a command that restarts the target: --restart-command.");
    }

    private static Task<ReportCase> AuditAsync(RunningMock mock, Uri target, string check, AuditOptions options) =>
        AuditAsync(mock.Plan, target, check, options);

    private static async Task<ReportCase> AuditAsync(MockPlan plan, Uri target, string check, AuditOptions options)
    {
        using var wire = new RawHttpClient();
        var section = await new Auditor(plan).RunAsync(
            new(target, TargetKind.Live), wire, options with { Includes = id => string.Equals(id, check, StringComparison.Ordinal) });
        section.Target.Should().Be(string.Join(", ", options.Replicas.Prepend(target)));
        return section.Cases.Single(each => string.Equals(each.Id, check, StringComparison.Ordinal));
    }

    /// <summary>Two mocks that share their sessions and a clock without real waits.</summary>
    private sealed class TwoMocks(JumpingClock clock, LogoutMockServer one, LogoutMockServer other) : IAsyncDisposable
    {
        public LogoutMockServer One => one;

        public LogoutMockServer Other => other;

        public static async Task<TwoMocks> StartAsync(string contract, string? flaw)
        {
            var clock = new JumpingClock();
            var one = await LogoutMockServer.StartAsync([Plans.Of(contract)], new()
            {
                PortOf = _ => 0,
                AdminPort = null,
                Clock = clock,
                AppliesRateLimits = false,
                Flaws = flaw is null ? [] : [FlawCatalog.Find(flaw)!],
            });
            return new(clock, one, await one.StartReplicaAsync());
        }

        /// <summary>Runs T28.</summary>
        public Task<ReportCase> AuditAsync(TimeSpan maxLatency, params IEnumerable<Uri> further) => AuditReplicas.AuditAsync(
            one.Plans.Single(), one.BaseAddress, "T28",
            new() { Clock = clock, MaxLatency = maxLatency, Replicas = [.. further, other.BaseAddress] });

        public async ValueTask DisposeAsync()
        {
            await one.DisposeAsync();
            await other.DisposeAsync();
        }
    }
}
