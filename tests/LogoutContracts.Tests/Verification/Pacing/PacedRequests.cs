using System.Globalization;
using System.Threading.Channels;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Tests.Support;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Http.Pacing;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;

namespace LogoutContracts.Tests.Verification.Pacing;

/// <summary>Requests at a limited rate, and targets that refuse some of them. All waits use a simulated clock.</summary>
public sealed class PacedRequests
{
    private const string Fine = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    private static readonly RenderedRequest Get = new("GET", "/", [], null);

    [Test]
    public async Task Requests_are_spread_over_the_clock()
    {
        var clock = new JumpingClock();
        await using var target = StandIn.Answering(Fine);
        using var wire = Wire(new() { Rate = new(10, TimeSpan.FromMinutes(1)), Clock = clock });
        var start = clock.GetTimestamp();
        for (var i = 0; i < 11; i++)
            await wire.SendAsync(target.Address, Get);
        clock.GetElapsedTime(start).Should().Be(TimeSpan.FromMinutes(1));
    }

    [Test]
    public async Task Requests_go_in_the_order_in_which_they_come()
    {
        var (clock, order) = (new SteppedClock(), new List<int>());
        var pacer = new RequestPacer(new() { Rate = new(1, TimeSpan.FromSeconds(1)), Clock = clock });
        await pacer.TurnAsync(CancellationToken.None);
        using var gone = new CancellationTokenSource();
        var cancelled = pacer.TurnAsync(gone.Token);
        var turns = Enumerable.Range(0, 3).Select(TakeAsync).ToList();
        await gone.CancelAsync();
        await FluentActions.Awaiting(() => cancelled).Should().ThrowAsync<OperationCanceledException>();
        foreach (var turn in turns)
        {
            await clock.TimerAsync();
            turn.IsCompleted.Should().BeFalse("it is not due yet");
            clock.Fire();
            await turn;
        }

        order.Should().Equal(0, 1, 2);

        async Task TakeAsync(int place)
        {
            await pacer.TurnAsync(CancellationToken.None);
            order.Add(place);
        }
    }

    [TestCase("429 Too Many Requests", "Retry-After: 7", 7)]
    [TestCase("503 Service Unavailable", "Retry-After: 7", 7)]
    [TestCase("429 Too Many Requests", "X-RateLimit-Reset: 12", 12)]
    public async Task A_request_is_sent_again_when_the_target_says_so(string status, string header, int seconds)
    {
        var (clock, waits, requests) = (new JumpingClock(), new List<Wait>(), 0);
        await using var target = StandIn.Answering(_ => Interlocked.Increment(ref requests) <= 2
            ? $"HTTP/1.1 {status}\r\n{header}\r\nContent-Length: 0\r\n\r\n" : Fine);
        using var wire = Wire(new() { Patience = TimeSpan.FromSeconds(60), Clock = clock, OnWait = waits.Add });
        var start = clock.GetTimestamp();
        var exchange = await wire.SendAsync(target.Address, Get);
        exchange.Response.Status.Should().Be(200);
        requests.Should().Be(3);
        waits.Should().HaveCount(2).And.OnlyContain(wait => wait.Time == TimeSpan.FromSeconds(seconds));
        clock.GetElapsedTime(start).Should().Be(TimeSpan.FromSeconds(2 * seconds));
        wire.Pacer!.Should().BeEquivalentTo(new { Waits = 2, Waited = TimeSpan.FromSeconds(2 * seconds) });
    }

    [Test]
    public async Task Patience_ends()
    {
        var requests = 0;
        await using var target = StandIn.Answering(_ => string.Create(
            CultureInfo.InvariantCulture, $"HTTP/1.1 429 Too Many Requests\r\nRetry-After: {++requests}0\r\nContent-Length: 0\r\n\r\n"));
        using var wire = Wire(new() { Patience = TimeSpan.FromSeconds(50), Clock = new JumpingClock() });
        await FluentActions.Awaiting(() => wire.SendAsync(target.Address, Get)).Should().ThrowAsync<TargetBusyException>()
            .WithMessage("The target answers 429, and the wait would exceed 50 s.");
        requests.Should().Be(3);
    }

    [Test]
    public async Task What_may_have_had_an_effect_is_sent_once()
    {
        var requests = 0;
        await using var target = StandIn.Answering(_ =>
        {
            requests++;
            return "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n";
        });
        using var wire = Wire(new() { Patience = TimeSpan.FromSeconds(60), Clock = new JumpingClock() });
        await FluentActions.Awaiting(() => wire.SendAsync(target.Address, Get with { Method = "POST" }))
            .Should().ThrowAsync<TargetBusyException>();
        requests.Should().Be(1);
    }

    [Test]
    public async Task Without_patience_the_answer_stands()
    {
        await using var target = StandIn.Answering("HTTP/1.1 429 Too Many Requests\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n");
        using var wire = Wire(new() { Clock = new JumpingClock() });
        (await wire.SendAsync(target.Address, Get)).Response.Status.Should().Be(429);
    }

    [Test]
    public async Task Who_has_no_patience_left_gives_an_inconclusive_case()
    {
        await using var mock = await RunningMock.StartAsync("laravel");
        await using var target = StandIn.Before(mock, (request, forward) => request.StartsWith("DELETE ", StringComparison.Ordinal)
            ? Task.FromResult("HTTP/1.1 429 Too Many Requests\r\nRetry-After: 3600\r\nContent-Length: 0\r\n\r\n") : forward(request));
        using var wire = Wire(new() { Patience = TimeSpan.FromSeconds(60), Clock = new JumpingClock() });
        var verdict = await new Verifier(mock.Plan, new(target.Address, TargetKind.Live), wire)
            .VerifyAsync(mock.Plan.Find("logout", "session-ended"));
        verdict.Outcome.Should().Be(Outcome.Inconclusive);
        verdict.Reason.Should().Be("The target answers 429, and the wait would exceed 60 s.");
    }

    private static RawHttpClient Wire(PaceOptions options) => new() { Pacer = new(options) };

    /// <summary>A clock that advances to the next timer when the test calls <see cref="Fire"/>.</summary>
    private sealed class SteppedClock : TimeProvider
    {
        private readonly Channel<SteppedTimer> timers = Channel.CreateUnbounded<SteppedTimer>();
        private SteppedTimer? next;
        private long ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Volatile.Read(ref ticks);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new SteppedTimer(() => callback(state), dueTime);
            timers.Writer.TryWrite(timer);
            return timer;
        }

        /// <summary>Waits for a timer that is not cancelled.</summary>
        public async Task TimerAsync()
        {
            do
                next = await timers.Reader.ReadAsync();
            while (next.IsCancelled);
        }

        public void Fire()
        {
            Interlocked.Add(ref ticks, next!.Due.Ticks);
            next.Call();
        }
    }

    private sealed class SteppedTimer(Action call, TimeSpan due) : ITimer
    {
        private int cancelled;

        public TimeSpan Due => due;

        public bool IsCancelled => Volatile.Read(ref cancelled) == 1;

        public void Call() => call();

        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose() => Volatile.Write(ref cancelled, 1);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
