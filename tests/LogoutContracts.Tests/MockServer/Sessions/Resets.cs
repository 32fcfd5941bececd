using LogoutContracts.Mocks.Requests;
using LogoutContracts.MockServer;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.MockServer.Sessions;

public sealed class Resets
{
    [TestCaseSource(typeof(Plans), nameof(Plans.Ids))]
    public async Task A_reset_brings_used_seeds_back_and_forgets_what_was_opened_since(string contract)
    {
        await using var mock = await RunningMock.StartAsync(contract);
        var client = new VendorClient(mock);
        var (seeded, opened) = (VendorClient.Seeded(client.Logout), await client.LoginAsync());
        (await client.LogoutAsync(seeded)).Should().BeTrue("it is live from the start");
        (await client.IsLiveAsync(seeded)).Should().BeFalse("it was logged out");

        mock.Server.Reset();
        (await client.IsLiveAsync(seeded)).Should().BeTrue("it is back");
        (await client.IsLiveAsync(opened)).Should().BeFalse("it was not there at the start");
        (await client.LogoutAsync(seeded)).Should().BeTrue();
    }

    [Test]
    public async Task The_admin_port_resets_all_contracts_at_once()
    {
        var options = new MockServerOptions { PortOf = _ => 0, AdminPort = 0 };
        await using var server = await LogoutMockServer.StartAsync([Plans.Of("laravel"), Plans.Of("edin")], options);
        using var client = new HttpClient();
        var (laravel, edin) = (SeededLogout("laravel"), SeededLogout("edin"));
        (await client.SendAsync(laravel())).StatusCode.Should().Be(System.Net.HttpStatusCode.NoContent);
        (await client.SendAsync(edin())).StatusCode.Should().Be(System.Net.HttpStatusCode.OK);
        (await client.SendAsync(laravel())).StatusCode.Should().Be(System.Net.HttpStatusCode.Unauthorized);
        (await client.SendAsync(edin())).StatusCode.Should().Be(System.Net.HttpStatusCode.Unauthorized);

        (await client.PostAsync(new Uri(server.AdminAddress!, "/reset"), new StringContent("", null, "application/json")))
            .EnsureSuccessStatusCode();
        (await client.SendAsync(laravel())).StatusCode.Should().Be(System.Net.HttpStatusCode.NoContent);
        (await client.SendAsync(edin())).StatusCode.Should().Be(System.Net.HttpStatusCode.OK);

        Func<HttpRequestMessage> SeededLogout(string contract) => () =>
        {
            var session = Plans.Of(contract).Find("logout", "session-ended").Seeds.Sessions[0];
            var (method, path) = contract is "laravel" ? (HttpMethod.Delete, "/api/v1/logout") : (HttpMethod.Get, "/bdoc/logout");
            var request = new HttpRequestMessage(method, new Uri(server.AddressOf(contract), path));
            if (contract is "laravel")
                request.Headers.Add("Authorization", $"Bearer {session["token"]}");
            else
                request.Headers.Add("Cookie", $"SID={session["SID"]}");
            return request;
        };
    }

    // A request that found the caller before a reset and the target after it would report the id of a live session as unknown.
    [Test]
    public async Task No_request_sees_half_of_a_reset()
    {
        await using var mock = await RunningMock.StartAsync("rocketchat");
        var client = new VendorClient(mock);
        var seeded = VendorClient.Seeded(mock.Plan.Live);
        using var stop = new CancellationTokenSource();
        var resetting = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
                mock.Server.Reset();
        });
        var request = RenderedRequest.Of(client.Logout.Variant.Request, client.Logout.Seeds.ValueOf);
        for (var i = 0; i < 300; i++)
        {
            (await client.IsLiveAsync(seeded)).Should().BeTrue("a seeded session exists before and after a reset");
            (await mock.SendAsync(request)).Status.Should().BeOneOf([200, 401], "the session is live, or had ended before");
        }

        await stop.CancelAsync();
        await resetting;
    }

    [Test]
    public async Task An_expired_session_is_not_live_during_a_reset([Range(1, 6)] int reading)
    {
        var clock = new InterruptedClock();
        await using var mock = await RunningMock.StartAsync("edin", clock);
        var client = new VendorClient(mock);
        var session = await client.LoginAsync();
        mock.Server.Clock.Advance(TimeSpan.FromMinutes(11));
        clock.Interrupt(reading, mock.Server.Reset);
        (await client.IsLiveAsync(session)).Should().BeFalse("it has expired before the reset, and is unknown after it");
    }

    /// <summary>A clock that stands still, and runs an action within one of its next readings.</summary>
    private sealed class InterruptedClock : TimeProvider
    {
        private Action interruption = () => { };
        private int readings;

        public void Interrupt(int reading, Action action)
        {
            interruption = action;
            Volatile.Write(ref readings, reading);
        }

        public override long GetTimestamp()
        {
            if (Interlocked.Decrement(ref readings) == 0)
                interruption();
            return 0;
        }
    }
}
