using System.Threading.Channels;
using LogoutContracts.MockServer.Sessions;
using LogoutContracts.MockServer.Sharing;
using LogoutContracts.Postgres.Looks;

namespace LogoutContracts.Tests.Replicas.Lists;

/// <summary>Who waits for which count.</summary>
public sealed class SessionCounters
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);
    private static readonly SessionCounts Some = new(Active: 3, Ended: 2, Expired: 1);

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

    private static Task<SessionCounts> CountAsync(SessionCounter counter, TimeSpan patience) =>
        counter.CountAsync(Deadline.After(patience)).AsTask();

    /// <summary>Counts that end when a test says so.</summary>
    private sealed class Counts
    {
        private readonly Channel<TaskCompletionSource<SessionCounts>> started =
            Channel.CreateUnbounded<TaskCompletionSource<SessionCounts>>();

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
