using LogoutContracts.MockServer.Sessions;
using LogoutContracts.MockServer.Sharing;
using LogoutContracts.Postgres.Looks;

namespace LogoutContracts.Tests.Replicas;

/// <summary>Which requests one statement reads for.</summary>
public sealed class LookQueues
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    [Test]
    public async Task Requests_that_arrive_during_a_statement_wait_for_the_next_one()
    {
        var database = new Statements();
        var queue = new LookQueue(database.ReadAsync);
        var early = LookAsync(queue);
        var late = Enumerable.Range(0, 5).Select(_ => LookAsync(queue)).ToList();
        database.Sizes.Should().Equal([1], "what runs has not read for those who came later");

        database.Answer(0);
        database.Sizes.Should().Equal(1, 5);
        late.Should().NotContain(look => look.IsCompleted);

        database.Answer(1);
        await Task.WhenAll([early, .. late]);
        LookAsync(queue).IsCompleted.Should().BeFalse();
        database.Sizes.Should().Equal([1, 5, 1], "after a pause, a request does not wait for others");
    }

    [Test]
    public async Task Many_that_wait_get_a_second_statement()
    {
        var database = new Statements();
        var queue = new LookQueue(database.ReadAsync);
        var first = LookAsync(queue);
        var looks = Enumerable.Range(0, 8).Select(_ => LookAsync(queue)).ToList();

        database.Sizes.Should().Equal(1, 8);
        database.Answer(1);
        await Task.WhenAll(looks);
        first.IsCompleted.Should().BeFalse();

        database.Answer(0);
        await first;
    }

    [Test]
    public async Task A_statement_reads_for_a_limited_number_of_requests()
    {
        var database = new Statements();
        var queue = new LookQueue(database.ReadAsync);
        var looks = Enumerable.Range(0, 102).Select(_ => LookAsync(queue)).ToList();

        for (var i = 0; i < 4; i++)
            database.Answer(i);

        await Task.WhenAll(looks);
        database.Sizes.Should().Equal(1, 8, 64, 29);
    }

    [Test]
    public async Task A_failure_reaches_all_requests_of_its_statement_and_no_other()
    {
        var database = new Statements();
        var queue = new LookQueue(database.ReadAsync);
        var looks = Enumerable.Range(0, 4).Select(_ => LookAsync(queue)).ToList();

        database.Answer(0);
        database.Fail(1, new StateUnavailableException("It is away."));

        foreach (var look in looks[1..])
            await FluentActions.Awaiting(() => look).Should().ThrowAsync<StateUnavailableException>().WithMessage("It is away.");
        await looks[0];
        var next = LookAsync(queue);
        database.Answer(2);
        await next;
    }

    [Test]
    public async Task Nothing_is_read_for_a_request_whose_time_is_up()
    {
        var database = new Statements();
        var queue = new LookQueue(database.ReadAsync);
        var running = LookAsync(queue);
        var hurried = queue.LookAsync(new(), Deadline.After(TimeSpan.Zero)).AsTask();
        var patient = LookAsync(queue);

        await FluentActions.Awaiting(() => hurried).Should().ThrowAsync<StateUnavailableException>();

        database.Answer(0);
        database.Sizes.Should().Equal(1, 1);
        database.Answer(1);
        await Task.WhenAll(running, patient);
    }

    private static Task<PostgresLook> LookAsync(LookQueue queue) => queue.LookAsync(new(), Deadline.After(Long)).AsTask();

    /// <summary>A database that answers when it is told to.</summary>
    private sealed class Statements
    {
        private readonly List<(IReadOnlyList<SessionQuery> Queries, TaskCompletionSource Answer)> running = [];

        public IEnumerable<int> Sizes => running.Select(statement => statement.Queries.Count);

        public async Task<IReadOnlyList<PostgresLook>> ReadAsync(IReadOnlyList<SessionQuery> queries)
        {
            var answer = new TaskCompletionSource();
            running.Add((queries, answer));
            await answer.Task;
            return
            [
                .. queries.Select(query => new PostgresLook(
                    query, default, default, TimeSpan.Zero, [], 1, [], new Dictionary<string, AccountRow>(StringComparer.Ordinal), new())),
            ];
        }

        public void Answer(int statement) => running[statement].Answer.SetResult();

        public void Fail(int statement, Exception reason) => running[statement].Answer.SetException(reason);
    }
}
