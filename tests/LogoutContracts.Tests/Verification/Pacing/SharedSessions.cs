using LogoutContracts.MockServer.Journaling;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Tests.Support;
using LogoutContracts.Verification.Cases;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Tests.Verification.Pacing;

/// <summary>Runs share sessions between cases, and log out all sessions that they opened.</summary>
public sealed class SharedSessions
{
    [Test]
    public async Task A_run_logs_in_once_for_each_session_that_it_ends_and_a_few_times_more()
    {
        var (alone, _, _) = await VerifyAsync(isShared: false);
        var (shared, result, _) = await VerifyAsync(isShared: true);
        TestContext.Out.WriteLine($"{alone} logins, shared {shared}");
        alone.Should().BeGreaterThan(30);
        shared.Should().BeLessThanOrEqualTo(15);
        result.Section.Cases.Where(each => each.Outcome == Outcome.Failed).Select(each => $"{each.Id} {each.Reason}").Should().BeEmpty();
    }

    [Test]
    public async Task After_a_run_no_session_of_it_is_open()
    {
        await using var mock = await RunningMock.StartAsync("rocketchat");
        var ledger = new SessionLedger(mock.Plan);
        using var wire = new RawHttpClient { Ledger = ledger };
        await new VerificationRun(mock.Plan, new(mock.Address, TargetKind.Live), wire, new()).RunAsync(VerificationCase.AllOf(mock.Plan));
        ledger.Open.Should().NotBeEmpty();
        (await SessionCloser.CloseAsync(mock.Plan, mock.Address, wire)).Should().BeEmpty();
        ledger.Open.Should().BeEmpty();
        ledger.Requests.Should().Be(mock.Server.Journal.Entries.Count);
        ledger.Logins.Should().Be(Logins(mock));
    }

    [Test]
    public async Task A_session_that_cannot_be_closed_is_a_remark()
    {
        await using var mock = await RunningMock.StartAsync("laravel");
        await using var target = StandIn.Before(mock, (request, forward) => request.StartsWith("DELETE ", StringComparison.Ordinal)
            ? Task.FromResult("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n") : forward(request));
        using var wire = new RawHttpClient { Ledger = new(mock.Plan) };
        wire.Ledger.Opened(null, mock.Server.Sessions.Open(), isOwn: true);
        wire.Ledger.Opened(null, mock.Server.Sessions.Open(), isOwn: false);
        (await SessionCloser.CloseAsync(mock.Plan, target.Address, wire))
            .Should().Equal("1 of 1 sessions could not be logged out after the run: The logout answers 500.");
    }

    [TestCase(1)]
    [TestCase(4)]
    public async Task Given_sessions_are_used_by_many_cases_and_end_one_case_each(int count)
    {
        await using var mock = await RunningMock.StartAsync("laravel");
        var sessions = Enumerable.Range(0, count)
            .Select(_ => mock.Server.Sessions.Open().Select(value => new LoginInput(value.Key, value.Value)).ToValueList()).ToValueList();
        using var wire = new RawHttpClient { Ledger = new(mock.Plan) };
        var target = new Target(mock.Address, TargetKind.Live) { Accounts = new() { Sessions = sessions } };
        var cases = VerificationCase.AllOf(mock.Plan);
        var result = await new VerificationRun(mock.Plan, target, wire, new()).RunAsync(cases);
        Logins(mock).Should().Be(0);
        result.Section.Cases.Where(each => each.Outcome == Outcome.Failed).Select(each => $"{each.Id} {each.Reason}").Should().BeEmpty();
        cases.Zip(result.Section.Cases).Count(pair => pair.First.EndsSession && pair.Second.Outcome == Outcome.Passed).Should().Be(count);
    }

    /// <summary>Verifies all cases in one run, or each case in a separate run.</summary>
    private static async Task<(int Logins, VerificationRunResult Result, int Requests)> VerifyAsync(bool isShared)
    {
        await using var mock = await RunningMock.StartAsync("rocketchat");
        using var wire = new RawHttpClient(keepsConnections: true) { Ledger = new(mock.Plan) };
        var target = new Target(mock.Address, TargetKind.Live);
        var cases = VerificationCase.AllOf(mock.Plan);
        VerificationRunResult? result = null;
        foreach (var part in isShared ? [cases] : cases.Select(each => (IReadOnlyList<VerificationCase>)[each]))
            result = await new VerificationRun(mock.Plan, target, wire, new()).RunAsync(part);
        return (Logins(mock), result!, mock.Server.Journal.Entries.Count);
    }

    private static int Logins(RunningMock mock) => mock.Server.Journal.Entries.Count(entry => Opens(mock, entry));

    private static bool Opens(RunningMock mock, JournalEntry entry) => entry.Operation is { } operation
        && mock.Plan.Variants.Any(variant => variant.Variant.Opens && string.Equals(variant.Operation, operation, StringComparison.Ordinal)
            && string.Equals(variant.Name, entry.Variant, StringComparison.Ordinal));
}
