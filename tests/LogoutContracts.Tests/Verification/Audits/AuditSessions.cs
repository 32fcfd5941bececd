using LogoutContracts.Specs.Primitives;
using LogoutContracts.Tests.Support;
using LogoutContracts.Verification.Audit;
using LogoutContracts.Verification.Audit.Checks;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Tests.Verification.Audits;

/// <summary>Audits whose checks run at the same time, or use sessions that were opened elsewhere.</summary>
public sealed class AuditSessions
{
    private const string NoSessionLeft = "Needs another session, but all given sessions are in use or have ended.";

    private static readonly TimeSpan HoldTime = TimeSpan.FromMilliseconds(20);

    [Test]
    public async Task Checks_that_run_at_the_same_time_find_the_same()
    {
        await using var mock = await RunningMock.StartAsync("laravel");
        var (alone, one) = await AuditAsync(mock, new());
        var (together, several) = await AuditAsync(mock, new() { Parallel = 8 });
        together.Cases.Select(each => (each.Id, each.Outcome)).Should().Equal(alone.Cases.Select(each => (each.Id, each.Outcome)));
        together.Cases.Should().NotContain(each => each.Outcome == Outcome.Failed);
        one.Should().BeLessThanOrEqualTo(8, "only T17 sends requests at the same time");
        several.Should().BeGreaterThan(1);
    }

    [Test]
    public async Task Checks_run_one_by_one_if_a_logout_ends_other_sessions()
    {
        await using var mock = await RunningMock.StartAsync("laravel");
        var (section, most) = await AuditAsync(mock, new() { Parallel = 8, Includes = id => id is not "T17" }, request =>
        {
            if (request.StartsWith("DELETE ", StringComparison.Ordinal))
                mock.Server.Reset();
        });
        section.Cases.Single(each => each.Id is "T9").Outcome.Should().Be(Outcome.Failed);
        most.Should().Be(1);
    }

    [Test]
    public async Task Given_sessions_are_enough_for_an_audit()
    {
        await using var mock = await RunningMock.StartAsync("laravel");
        var section = await AuditGivenAsync(mock, 80);
        section.Cases.Single(each => each.Id is "T1").Outcome.Should().Be(Outcome.Passed);
        section.Cases.Should().NotContain(each => each.Outcome == Outcome.Failed);
        section.Cases.Where(each => each.Reason.Contains(NoSessionLeft, StringComparison.Ordinal)).Should().BeEmpty();
        mock.Server.Journal.Entries.Should().NotContain(entry => entry.Operation == "login");
    }

    [Test]
    public async Task Checks_that_get_no_session_are_inconclusive()
    {
        await using var mock = await RunningMock.StartAsync("laravel");
        var section = await AuditGivenAsync(mock, 2);
        section.Cases.Single(each => each.Id is "T1").Outcome.Should().Be(Outcome.Passed);
        section.Cases.Should().Contain(each => each.Outcome == Outcome.Inconclusive && each.Reason == NoSessionLeft);
        section.Cases.Should().NotContain(each => each.Outcome == Outcome.Failed);
    }

    private static async Task<ReportSection> AuditGivenAsync(RunningMock mock, int count)
    {
        var sessions = Enumerable.Range(0, count)
            .Select(_ => mock.Server.Sessions.Open().Select(value => new LoginInput(value.Key, value.Value)).ToValueList()).ToValueList();
        using var wire = new RawHttpClient { Ledger = new(mock.Plan) };
        var target = new Target(mock.Address, TargetKind.Live) { Accounts = new() { Sessions = sessions } };
        return await new Auditor(mock.Plan).RunAsync(target, wire, new() { Parallel = 8 });
    }

    /// <summary>Audits a mock behind a proxy that holds each request for a moment.</summary>
    /// <returns>The result, and the highest number of requests at the same time.</returns>
    private static async Task<(ReportSection Section, int Most)> AuditAsync(
        RunningMock mock, AuditOptions options, Action<string>? after = null)
    {
        var (now, most, sync) = (0, 0, new Lock());
        await using var target = StandIn.Before(mock, async (request, forward) =>
        {
            lock (sync)
                most = Math.Max(most, ++now);
            await Task.Delay(HoldTime);
            var answer = await forward(request);
            after?.Invoke(request);
            lock (sync)
                now--;
            return answer;
        });
        using var wire = new RawHttpClient();
        var section = await new Auditor(mock.Plan).RunAsync(new(target.Address, TargetKind.Live), wire, options);
        return (section, most);
    }
}
