using System.Globalization;
using System.Net;
using System.Net.Sockets;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.MockServer.Clock;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.MockServer;

/// <summary>The mock applies the contracts' rate limits, by its own clock.</summary>
public sealed class RateLimits
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ManualClock clock = new();

    [Test]
    public async Task Rocketchat_answers_ten_calls_of_a_route_and_says_how_many_are_left()
    {
        await using var mock = await RunningMock.StartAsync("rocketchat", clock, limited: true);
        var session = await new VendorClient(mock).LoginAsync();

        for (var left = 9; left >= 0; left--)
        {
            var reply = await ProbeAsync(mock, session);
            reply.Status.Should().Be(200);
            reply["X-RateLimit-Limit"].Should().Be("10");
            reply["X-RateLimit-Remaining"].Should().Be(left.ToString(CultureInfo.InvariantCulture));
            reply["X-RateLimit-Reset"].Should().Be("60000", "the window ends a minute after its first call, at 0");
        }

        clock.Advance(TimeSpan.FromSeconds(17.5));
        var refused = await ProbeAsync(mock, session);
        refused.Status.Should().Be(429);
        refused.Body.Should().Contain("You must wait 43 seconds");
        refused["X-RateLimit-Remaining"].Should().Be("0");
        refused["X-RateLimit-Reset"].Should().Be("60000");
        (await new VendorClient(mock).LogoutAsync(session)).Should().BeTrue("another route has its own count");
    }

    [Test]
    public async Task Requests_that_are_refused_before_the_limiter_do_not_count()
    {
        await using var mock = await RunningMock.StartAsync("rocketchat", clock, limited: true);
        var session = await new VendorClient(mock).LoginAsync();
        for (var i = 0; i < 20; i++)
            (await mock.SendAsync("GET", "/api/v1/me")).Status.Should().Be(401);

        (await ProbeAsync(mock, session))["X-RateLimit-Remaining"].Should().Be("9");
    }

    [Test]
    public async Task The_window_ends_by_the_clock_of_the_mock()
    {
        await using var mock = await RunningMock.StartAsync("rocketchat", clock, limited: true);
        var session = await new VendorClient(mock).LoginAsync();
        await UseUpAsync(mock, session, 10);

        mock.Server.Clock.Advance(Minute - TimeSpan.FromTicks(1));
        (await ProbeAsync(mock, session)).Status.Should().Be(429);
        mock.Server.Clock.Advance(TimeSpan.FromTicks(1));
        var reply = await ProbeAsync(mock, session);
        reply.Status.Should().Be(200);
        reply["X-RateLimit-Remaining"].Should().Be("9");
        reply["X-RateLimit-Reset"].Should().Be("120000");
    }

    [Test]
    public async Task A_reset_of_the_mock_forgets_all_calls()
    {
        await using var mock = await RunningMock.StartAsync("rocketchat", clock, limited: true);
        var seeded = VendorClient.Seeded(mock.Plan.Live);
        await UseUpAsync(mock, seeded, 10);
        (await ProbeAsync(mock, seeded)).Status.Should().Be(429);

        mock.Server.Reset();
        (await ProbeAsync(mock, seeded)).Status.Should().Be(200);
    }

    [Test]
    public async Task Laravel_has_one_count_for_all_routes_and_another_for_each_user()
    {
        await using var mock = await RunningMock.StartAsync("laravel", clock, limited: true);
        var (one, other) = (Opened(mock, "ada"), Opened(mock, "bob"));
        for (var left = 59; left >= 0; left--)
            (await ProbeAsync(mock, one))["X-RateLimit-Remaining"].Should().Be(left.ToString(CultureInfo.InvariantCulture));

        clock.Advance(TimeSpan.FromSeconds(20));
        var refused = await mock.SendAsync(RenderedRequest.Of(new VendorClient(mock).Logout.Variant.Request, hole => one[hole.Name]));
        refused.Status.Should().Be(429, "the logout is the 61st call");
        refused["Retry-After"].Should().Be("40");
        refused["X-RateLimit-Reset"].Should().Be("60", "in seconds since 1970");
        (await ProbeAsync(mock, other))["X-RateLimit-Remaining"].Should().Be("59");

        clock.Advance(TimeSpan.FromSeconds(40));
        (await ProbeAsync(mock, one)).Status.Should().Be(200, "the refused logout ended nothing");
    }

    [Test]
    public async Task Two_addresses_have_counts_of_their_own()
    {
        if (OperatingSystem.IsMacOS())
            Assert.Ignore("macOS has one loopback address only.");
        await using var mock = await RunningMock.StartAsync("rocketchat", clock, limited: true);
        var session = await new VendorClient(mock).LoginAsync();
        await UseUpAsync(mock, session, 10);
        using var handler = new SocketsHttpHandler { ConnectCallback = ConnectFromElsewhereAsync };
        using var elsewhere = new HttpClient(handler);
        using var probe = new HttpRequestMessage(HttpMethod.Get, new Uri(mock.Address, "/api/v1/me"));
        probe.Headers.Add("X-User-Id", session["userId"]);
        probe.Headers.Add("X-Auth-Token", session["authToken"]);

        using var reply = await elsewhere.SendAsync(probe);

        reply.StatusCode.Should().Be(HttpStatusCode.OK);
        (await ProbeAsync(mock, session)).Status.Should().Be(429);
    }

    [TestCase("7.6")]
    [TestCase("7.7")]
    public async Task Releases_whose_limiter_is_broken_limit_nothing_and_send_no_headers(string release)
    {
        await using var mock = await RunningMock.StartAsync("rocketchat", clock, release, limited: true);
        var session = await new VendorClient(mock).LoginAsync();
        await UseUpAsync(mock, session, 20);

        var reply = await ProbeAsync(mock, session);
        reply.Status.Should().Be(200);
        reply.Headers.Should().NotContain(header => header.Name.StartsWith("X-RateLimit", StringComparison.OrdinalIgnoreCase));
    }

    [Test]
    public async Task An_answer_that_is_asked_for_is_not_counted()
    {
        await using var mock = await RunningMock.StartAsync("rocketchat", clock, limited: true);
        var session = await new VendorClient(mock).LoginAsync();
        var limited = RenderedRequest.Of(mock.Plan.Live.Variant.Request, hole => session[hole.Name]);
        limited = limited with { Headers = [.. limited.Headers, new("Prefer", "variant=rate-limited")] };
        for (var i = 0; i < 20; i++)
            (await mock.SendAsync(limited)).Body.Should().Contain("You must wait 42 seconds");

        (await ProbeAsync(mock, session))["X-RateLimit-Remaining"].Should().Be("9");
    }

    [Test]
    public async Task Of_many_simultaneous_calls_ten_are_answered()
    {
        await using var mock = await RunningMock.StartAsync("rocketchat", clock, limited: true);
        var session = await new VendorClient(mock).LoginAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => ProbeAsync(mock, session))));

        replies.Count(reply => reply.Status == 200).Should().Be(10);
        replies.Where(reply => reply.Status == 200).Select(reply => reply["X-RateLimit-Remaining"]).Should().OnlyHaveUniqueItems();
        replies.Count(reply => reply.Status == 429).Should().Be(190);
    }

    private static IReadOnlyDictionary<string, string> Opened(RunningMock mock, string user) => mock.Server.Sessions.Open(user);

    private static Task<Reply> ProbeAsync(RunningMock mock, IReadOnlyDictionary<string, string> session) =>
        mock.SendAsync(RenderedRequest.Of(mock.Plan.Live.Variant.Request, hole => session[hole.Name]));

    private static async Task UseUpAsync(RunningMock mock, IReadOnlyDictionary<string, string> session, int calls)
    {
        for (var i = 0; i < calls; i++)
            (await ProbeAsync(mock, session)).Status.Should().Be(200);
    }

    private static async ValueTask<Stream> ConnectFromElsewhereAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.2"), 0));
        await socket.ConnectAsync(context.DnsEndPoint, cancellation);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
