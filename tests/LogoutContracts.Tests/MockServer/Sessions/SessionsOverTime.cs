using LogoutContracts.MockServer.Clock;
using LogoutContracts.MockServer.Sessions;
using LogoutContracts.Specs.Model;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.MockServer.Sessions;

public sealed class SessionsOverTime
{
    private readonly ManualClock clock = new();

    [TestCase("edin", 10)]
    [TestCase("crafter", 60)]
    public async Task A_seeded_session_begins_to_idle_at_its_first_use(string contract, int minutes)
    {
        await using var mock = await RunningMock.StartAsync(contract, clock);
        var client = new VendorClient(mock);
        var seeded = VendorClient.Seeded(mock.Plan.Live);
        clock.Advance(TimeSpan.FromDays(30));
        (await client.IsLiveAsync(seeded)).Should().BeTrue("it has not been used yet");

        clock.Advance(TimeSpan.FromMinutes(minutes) + TimeSpan.FromTicks(1));
        (await client.IsLiveAsync(seeded)).Should().BeFalse("it has idled for longer than {0} minutes since", minutes);
    }

    [TestCase("edin", 10)]
    [TestCase("crafter", 60)]
    public async Task A_session_that_is_used_in_time_lives_on(string contract, int minutes)
    {
        await using var mock = await RunningMock.StartAsync(contract, clock);
        var client = new VendorClient(mock);
        var session = await client.LoginAsync();
        for (var i = 0; i < 10; i++)
        {
            clock.Advance(TimeSpan.FromMinutes(minutes));
            (await client.IsLiveAsync(session)).Should().BeTrue("it has idled for {0} minutes, and may", minutes);
        }
    }

    [Test]
    public async Task A_session_idles_from_its_login_on()
    {
        await using var mock = await RunningMock.StartAsync("edin", clock);
        var client = new VendorClient(mock);
        var session = await client.LoginAsync();
        clock.Advance(TimeSpan.FromMinutes(11));
        (await client.IsLiveAsync(session)).Should().BeFalse("it has idled for eleven minutes");
    }

    [Test]
    public async Task An_expired_session_stays_refused_until_a_reset_brings_it_back()
    {
        await using var mock = await RunningMock.StartAsync("edin", clock);
        var client = new VendorClient(mock);
        var seeded = VendorClient.Seeded(client.Logout);
        await client.IsLiveAsync(seeded);
        clock.Advance(TimeSpan.FromMinutes(11));
        for (var i = 0; i < 3; i++)
        {
            (await client.IsLiveAsync(seeded)).Should().BeFalse("a request does not revive it");
            (await client.LogoutAsync(seeded)).Should().BeFalse("nor can it be ended");
        }

        mock.Server.Reset();
        (await client.IsLiveAsync(seeded)).Should().BeTrue();
        (await client.LogoutAsync(seeded)).Should().BeTrue();
    }

    [Test]
    public async Task A_session_that_is_seeded_as_expired_is_refused_before_and_after_a_reset()
    {
        await using var mock = await RunningMock.StartAsync("edin", clock);
        var client = new VendorClient(mock);
        var seeded = VendorClient.Seeded(mock.Plan.Find("logout", "expired"));
        (await client.LogoutAsync(seeded)).Should().BeFalse();
        mock.Server.Reset();
        (await client.LogoutAsync(seeded)).Should().BeFalse();
    }

    [Test]
    public async Task Without_a_stated_time_out_no_session_expires()
    {
        await using var mock = await RunningMock.StartAsync("laravel", clock);
        var client = new VendorClient(mock);
        var session = await client.LoginAsync();
        clock.Advance(TimeSpan.FromDays(3650));
        (await client.IsLiveAsync(session)).Should().BeTrue();
    }

    // Requests read the clock before they reach the session, so a later request can overtake an earlier one.
    [Test]
    public void A_slow_request_does_not_undo_what_a_later_one_has_seen()
    {
        var session = new Session(new("user", [""]), null, ["value"], startsExpired: false, preferred: null);
        session.Use(100);
        session.Use(50);
        session.StateAt(109, idleLimit: 10).Should().Be(SessionState.Active, "it was used at 100, and the late request was earlier");

        session.StateAt(111, idleLimit: 10).Should().Be(SessionState.Expired);
        session.Use(105);
        session.StateAt(106, idleLimit: 10).Should().Be(SessionState.Expired, "a request has already seen it expired");
        session.End();
        session.StateAt(106, idleLimit: 10).Should().Be(SessionState.Expired);
    }

    [Test]
    public void An_ended_session_is_not_revived_by_use()
    {
        var session = new Session(new("user", [""]), null, ["value"], startsExpired: false, preferred: null);
        session.End();
        session.Use(1);
        session.StateAt(1, idleLimit: null).Should().Be(SessionState.Ended);
    }
}
