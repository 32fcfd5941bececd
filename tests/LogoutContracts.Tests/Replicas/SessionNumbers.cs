using System.Threading.Channels;
using LogoutContracts.MockServer.Sessions;
using LogoutContracts.MockServer.Sharing;
using LogoutContracts.MockServer.Telemetry;
using LogoutContracts.Postgres.Looks;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Replicas;

/// <summary>The numbers of sessions that the metrics show.</summary>
public sealed class SessionNumbers
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);
    private static readonly SessionCounts Some = new(Active: 3, Ended: 2, Expired: 1);

    [Test]
    public async Task Servers_with_one_state_count_what_a_server_with_memory_counts(
        [Values("edin", "laravel", "oauth2", "rocketchat")] string contract)
    {
        await using var memory = await RunningMock.StartAsync(contract);
        await using var replicas = await ReplicaSet.StartAsync(await SharedDatabase.Server, Plans.Of(contract));
        IMock[] mocks = [memory, replicas];
        await CompareAsync(memory, replicas);

        foreach (var mock in mocks)
            await ChangeAsync(mock);
        var changed = await CompareAsync(memory, replicas);
        changed.Should().OnlyContain(counted => counted.Count > 0);

        if (replicas.Plan.Contract.Sessions.IdleTimeout is { } timeout)
        {
            foreach (var mock in mocks)
            {
                mock.Advance(timeout * 0.6);
                mock.Sessions.Open();
                mock.Advance(timeout * 0.6);
            }

            (await CompareAsync(memory, replicas)).Should().NotEqual(changed, "sessions have expired");
        }

        foreach (var mock in mocks)
            mock.Reset();
        await CompareAsync(memory, replicas);
    }

    [Test]
    public async Task One_count_is_for_all_who_ask_meanwhile()
    {
        var counts = new Counts();
        var counter = new SessionCounter(counts.NextAsync);
        var first = Enumerable.Range(0, 3).Select(_ => CountAsync(counter, Long)).ToList();
        (await counts.StartedAsync()).SetResult(Some);
        (await Task.WhenAll(first)).Should().AllBeEquivalentTo(Some);

        var next = CountAsync(counter, Long);
        (await counts.StartedAsync()).SetResult(default);
        (await next).Should().Be(default(SessionCounts), "nothing counts as long as nobody asks");
    }

    [Test]
    public async Task While_a_count_takes_long_the_last_numbers_must_do()
    {
        var counts = new Counts();
        var counter = new SessionCounter(counts.NextAsync);
        var first = CountAsync(counter, Long);
        (await counts.StartedAsync()).SetResult(Some);
        await first;

        (await CountAsync(counter, TimeSpan.Zero)).Should().Be(Some);
        var slow = await counts.StartedAsync();
        (await CountAsync(counter, TimeSpan.Zero)).Should().Be(Some);
        var waiting = CountAsync(counter, Long);
        slow.SetResult(default);
        (await waiting).Should().Be(default(SessionCounts), "it is the count that ran");
    }

    [Test]
    public async Task Without_earlier_numbers_or_after_a_failure_there_are_none()
    {
        var counts = new Counts();
        var counter = new SessionCounter(counts.NextAsync);
        await FluentActions.Awaiting(() => CountAsync(counter, TimeSpan.Zero)).Should().ThrowAsync<StateUnavailableException>();
        var waiting = CountAsync(counter, Long);
        (await counts.StartedAsync()).SetResult(Some);
        await waiting;

        var failing = CountAsync(counter, Long);
        (await counts.StartedAsync()).SetException(new StateUnavailableException("It is away."));
        await FluentActions.Awaiting(() => failing).Should().ThrowAsync<StateUnavailableException>().WithMessage("It is away.");
    }

    /// <summary>Opens, renews, ends, expires and removes sessions.</summary>
    private static async Task ChangeAsync(IMock mock)
    {
        var (sessions, model) = (mock.Sessions, mock.Plan.Contract.Sessions);
        var key = model.Credentials[model.Key].Name;
        var opened = Enumerable.Range(0, 8).Select(i => sessions.Open($"user-{i / 2}")[key]).ToList();
        if (model.Renews)
        {
            for (var i = 3; i < opened.Count; i++)
                opened[i] = sessions.Renew(opened[i])![key];
        }
        else
        {
            var client = new VendorClient(mock);
            var live = await client.LoginAsync();
            await client.LogoutAsync(await client.LoginAsync());
            await client.IsLiveAsync(live);
        }

        sessions.End(opened[0]);
        sessions.Expire(opened[1]);
        sessions.Forget(opened[2]);
        sessions.End(opened[3]);
        sessions.Expire(opened[4]);
        sessions.Forget(opened[5]);
    }

    private static async Task<IReadOnlyList<SessionsInState>> CompareAsync(RunningMock memory, ReplicaSet replicas)
    {
        var expected = await memory.Sessions.CountAsync();
        foreach (var server in replicas.Servers)
            (await server.Sessions.CountAsync()).Should().Equal(expected);
        return expected;
    }

    private static Task<SessionCounts> CountAsync(SessionCounter counter, TimeSpan patience) =>
        counter.CountAsync(Deadline.After(patience)).AsTask();

    /// <summary>Counts that end when a test says so.</summary>
    private sealed class Counts
    {
        private readonly Channel<TaskCompletionSource<SessionCounts>> started = Channel.CreateUnbounded<TaskCompletionSource<SessionCounts>>();

        public Task<SessionCounts> NextAsync()
        {
            var next = new TaskCompletionSource<SessionCounts>(TaskCreationOptions.RunContinuationsAsynchronously);
            started.Writer.TryWrite(next).Should().BeTrue();
            return next.Task;
        }

        /// <summary>Waits until the next count runs.</summary>
        public ValueTask<TaskCompletionSource<SessionCounts>> StartedAsync() => started.Reader.ReadAsync();
    }
}
