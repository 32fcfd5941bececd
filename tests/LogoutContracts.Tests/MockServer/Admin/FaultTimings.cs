using LogoutContracts.AdminClient;
using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Overrides;
using LogoutContracts.Specs.Model;
using LogoutContracts.Tests.Support;
using FaultTiming = LogoutContracts.AdminClient.FaultTiming;
using SessionState = LogoutContracts.Specs.Model.SessionState;

namespace LogoutContracts.Tests.MockServer.Admin;

/// <summary>Faults before and after a request has taken effect, and what the journal has of their sessions and times.</summary>
public sealed class FaultTimings
{
    private const string Contract = "edin";

    [TestCase(FaultKind.Reset, FaultTiming.Before, SessionState.Active)]
    [TestCase(FaultKind.Reset, FaultTiming.After, SessionState.Ended)]
    [TestCase(FaultKind.Empty, FaultTiming.After, SessionState.Ended)]
    [TestCase(FaultKind.Hang, FaultTiming.Before, SessionState.Active)]
    [TestCase(FaultKind.Hang, FaultTiming.After, SessionState.Ended)]
    public async Task A_logout_that_gets_no_answer_ends_the_session_or_not(FaultKind kind, FaultTiming timing, SessionState state)
    {
        await using var mock = await SteeredMock.StartAsync(Contract);
        var session = (await mock.Admin.OpenSessionAsync(Contract)).Values["SID"];
        var fault = await mock.Admin.AddFaultAsync(Contract, kind, "logout", timing: timing);
        fault.Timing.Should().Be(timing);
        using var impatient = new CancellationTokenSource();
        var logout = mock.SendAsync(Contract, new("GET", "/bdoc/logout", [new("Cookie", $"SID={session}")], null), impatient.Token);
        while (mock.Server.Journal.Entries.Count == 0)
            await Task.Delay(5);
        if (kind == FaultKind.Hang)
            await impatient.CancelAsync();
        await logout.Awaiting(given => given).Should().ThrowAsync<Exception>();

        mock.Server[Contract].Sessions.StateOf(session).Should().Be(state);

        // HTTP clients may send a request again whose connection was closed.
        var entry = mock.Server.Journal.Entries[0];
        entry.CallerBefore.Should().Be(CallerStates.Active, "also a request without an answer has a session");
        entry.CallerAfter.Should().Be(state == SessionState.Ended ? CallerStates.Ended : CallerStates.Active);
        entry.Status.Should().Be(0);
        while (entry.FinishedAt is null)
            await Task.Delay(5);
        entry.ArrivedAt.Should().BeOnOrBefore(entry.At).And.BeOnOrBefore(entry.FinishedAt.Value);
    }

    [TestCase(FaultTiming.Before, SessionState.Active)]
    [TestCase(FaultTiming.After, SessionState.Ended)]
    public async Task A_logout_that_gets_half_of_its_answer_ends_the_session_or_not(FaultTiming timing, SessionState state)
    {
        await using var mock = await SteeredMock.StartAsync("rocketchat");
        var session = (await mock.Admin.OpenSessionAsync("rocketchat")).Values;
        await mock.Admin.AddFaultAsync("rocketchat", FaultKind.Truncate, timing: timing);
        var logout = () => mock.SendAsync("rocketchat", new(
            "POST", "/api/v1/sessions/logout.me",
            [new("X-User-Id", session["userId"]), new("X-Auth-Token", session["authToken"]), new("Content-Type", "application/json")],
            $$"""{"sessionId":"{{session["sessionId"]}}"}"""));
        await logout.Should().ThrowAsync<HttpRequestException>();
        mock.Server["rocketchat"].Sessions.StateOf(session["authToken"]).Should().Be(state);
        mock.Server.Journal.Entries.Single().Status.Should().Be(200);
    }

    [Test]
    public async Task A_delay_after_the_effect_holds_the_answer_back_only()
    {
        await using var mock = await LogoutMockServer.StartAsync(Contract);
        var session = mock.Sessions.Open()["SID"];
        mock.Break(new Fault.Delay(TimeSpan.FromMilliseconds(500))
        {
            Timing = LogoutContracts.MockServer.Overrides.FaultTiming.AfterEffect,
        });
        using var client = new HttpClient { BaseAddress = mock.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Get, "bdoc/logout") { Headers = { { "Cookie", $"SID={session}" } } };
        var logout = client.SendAsync(request);
        while (mock.Journal.Entries.Count == 0)
            await Task.Delay(5);
        mock.Sessions.StateOf(session).Should().Be(SessionState.Ended);
        logout.IsCompleted.Should().BeFalse("the answer is not sent yet");
        using var answer = await logout;
        answer.IsSuccessStatusCode.Should().BeTrue();
    }

    [Test]
    public async Task Also_a_request_to_an_unknown_path_has_a_session()
    {
        await using var mock = await RunningMock.StartAsync(Contract);
        var session = mock.Server.Sessions.Open()["SID"];
        await mock.SendAsync(new("GET", "/bdoc/logut", [new("Cookie", $"SID={session}")], null));
        await mock.SendAsync(new("GET", "/bdoc/logout", [new("Cookie", $"SID={session}")], null));
        await mock.SendAsync(new("GET", "/bdoc/logut", [new("Cookie", $"SID={session}")], null));
        mock.Server.Journal.Entries.Select(entry => (entry.Operation, entry.CallerBefore)).Should().Equal(
            (null, CallerStates.Active), ("logout", CallerStates.Active), (null, CallerStates.Ended));
        mock.Server.Sessions.CallsOf(session, mock.Server.Journal).Should().HaveCount(3);
    }

    [Test]
    public async Task The_time_between_two_exchanges_is_from_the_end_of_one_to_the_arrival_of_the_other()
    {
        await using var mock = await RunningMock.StartAsync(Contract);
        for (var i = 0; i < 2; i++)
            await mock.SendAsync(new("GET", "/bdoc/logout", [], null));
        var (first, second) = (mock.Server.Journal.Entries[0], mock.Server.Journal.Entries[1]);
        while (second.FinishedAt is null)
            await Task.Delay(5);
        second.SinceEndOf(first).Should().BePositive();
        first.SinceEndOf(second).Should().BeNegative();
    }
}
