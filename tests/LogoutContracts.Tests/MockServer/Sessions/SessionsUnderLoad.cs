using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.MockServer.Sessions;

public sealed class SessionsUnderLoad
{
    private const int Clients = 1000;

    [TestCase("edin")]
    [TestCase("laravel")]
    [TestCase("symphony")]
    [TestCase("rocketchat")]
    public async Task A_thousand_clients_never_see_a_dead_session_live_or_a_live_one_dead(string contract)
    {
        await using var mock = await RunningMock.StartAsync(contract);
        var client = new VendorClient(mock);
        var bystander = VendorClient.Seeded(mock.Plan.Live);
        var sessions = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => LiveAndDieAsync(client, bystander)));

        (await client.IsLiveAsync(bystander)).Should().BeTrue("no client logged it out");
        foreach (var credential in mock.Plan.Contract.Sessions.Credentials)
        {
            var values = sessions.Select(session => session[credential.Name]).ToList();
            values.Should().OnlyContain(
                value => credential.Format.Matches(value), "the vendor's {0} has the format {1}", credential.Name, credential.Format);
            values.Distinct(StringComparer.Ordinal).Should().HaveCount(credential.IsPerUser ? 1 : Clients);
        }
    }

    /// <summary>Logs in twice and logs out; the first logout must not affect the second session. Returns the first session.</summary>
    private static async Task<IReadOnlyDictionary<string, string>> LiveAndDieAsync(
        VendorClient client, IReadOnlyDictionary<string, string> bystander)
    {
        var session = await client.LoginAsync();
        var other = await client.LoginAsync();
        (await client.IsLiveAsync(session)).Should().BeTrue("it has just logged in");

        // During a logout, a probe may find the session live or dead, but a dead session must not come back.
        var logout = client.LogoutAsync(session);
        var seen = new List<bool>();
        for (var i = 0; i < 3; i++)
            seen.Add(await client.IsLiveAsync(session));
        seen.Should().BeInDescendingOrder("a dead session stays dead");
        (await logout).Should().BeTrue("no other client logged it out");

        var afterwards = await Task.WhenAll(
            client.IsLiveAsync(session),
            client.LogoutAsync(session),
            client.IsLiveAsync(session),
            client.IsLiveAsync(other),
            client.IsLiveAsync(bystander));
        afterwards.Should().Equal(
            [false, false, false, true, true], "a replay of the logout is refused, and the other sessions are still live");
        (await client.LogoutAsync(other)).Should().BeTrue("it was live");
        (await client.IsLiveAsync(other)).Should().BeFalse("it has just logged out");
        return session;
    }

    [TestCase("edin", 2, 300)]
    [TestCase("laravel", 2, 300)]
    [TestCase("symphony", 2, 300)]
    [TestCase("rocketchat", 2, 300)]
    [TestCase("edin", 50, 20)]
    [TestCase("laravel", 50, 20)]
    [TestCase("symphony", 50, 20)]
    [TestCase("rocketchat", 50, 20)]
    public async Task Of_simultaneous_logouts_exactly_one_succeeds(string contract, int logouts, int sessions)
    {
        foreach (var succeeded in await LogOutAtOnceAsync(contract, logouts, sessions))
            succeeded.Should().Be(1, "a second logout is refused");
    }

    [TestCase(2, 300)]
    [TestCase(50, 20)]
    public async Task Where_a_second_logout_is_not_refused_all_succeed(int logouts, int sessions)
    {
        foreach (var succeeded in await LogOutAtOnceAsync("crafter", logouts, sessions))
            succeeded.Should().Be(logouts, "Crafter answers a repeated logout like the first");
    }

    private static async Task<IReadOnlyList<int>> LogOutAtOnceAsync(string contract, int logouts, int sessions)
    {
        await using var mock = await RunningMock.StartAsync(contract);
        var client = new VendorClient(mock);
        var succeeded = new List<int>();
        for (var i = 0; i < sessions; i++)
        {
            var session = await client.LoginAsync();
            var answers = await AtOnceAsync(logouts, () => client.LogoutAsync(session));
            succeeded.Add(answers.Count(answer => answer));
            (await client.IsLiveAsync(session)).Should().BeFalse("it was logged out");
        }

        return succeeded;
    }

    [Test]
    public async Task Of_two_sessions_that_end_each_other_exactly_one_succeeds()
    {
        await using var mock = await RunningMock.StartAsync("rocketchat");
        var client = new VendorClient(mock);
        for (var i = 0; i < 500; i++)
        {
            var (one, two) = (await client.LoginAsync(), await client.LoginAsync());
            var turn = 0;
            var answers = await AtOnceAsync(
                2, () => Interlocked.Increment(ref turn) == 1 ? client.LogoutAsync(one, two) : client.LogoutAsync(two, one));
            answers.Count(ended => ended).Should().Be(1, "an ended session cannot end another");
            (await client.IsLiveAsync(one)).Should().Be(!await client.IsLiveAsync(two));
        }
    }

    private static async Task<bool[]> AtOnceAsync(int times, Func<Task<bool>> action)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var tasks = Enumerable.Range(0, times).Select(async _ =>
        {
            await start.Task;
            return await action();
        }).ToList();
        start.SetResult();
        return await Task.WhenAll(tasks);
    }
}
