using LogoutContracts.MockServer.Sessions;
using LogoutContracts.MockServer.Sharing;
using LogoutContracts.Postgres.Connections;

namespace LogoutContracts.Postgres.Looks;

/// <summary>
/// Reads for several requests in one statement: while as many statements run as are useful, requests wait, and the next statement reads
/// for all of them. It starts after they have arrived, so each request sees every change that was answered before.
/// </summary>
/// <param name="read">Reads for some queries, in their order, with one statement.</param>
internal sealed class LookQueue(Func<IReadOnlyList<SessionQuery>, Task<IReadOnlyList<PostgresLook>>> read)
{
    // With one, the database would be idle while the server reads its answer.
    private const int MaxRunning = 2;

    // With fewer waiting, it is cheaper to read for them together after the statement that runs.
    private const int EnoughForAnother = 8;

    // So that a statement stays short, even if requests pile up.
    private const int MaxQueries = 64;

    private readonly Lock gate = new();
    private readonly Queue<Waiting> queue = new();
    private int running;

    /// <exception cref="StateUnavailableException">The database cannot be reached, fails, or takes too long.</exception>
    public async ValueTask<PostgresLook> LookAsync(SessionQuery query, Deadline deadline)
    {
        var waiting = new Waiting(query, deadline);
        bool starts;
        lock (gate)
        {
            queue.Enqueue(waiting);
            starts = running == 0 || (running < MaxRunning && queue.Count >= EnoughForAnother);
            if (starts)
                running++;
        }

        if (starts)
            _ = RunAsync();
        try
        {
            return await waiting.Task.WaitAsync(deadline.Left);
        }
        catch (TimeoutException e)
        {
            throw Database.Unavailable(e);
        }
    }

    private async Task RunAsync()
    {
        while (Next() is { Count: > 0 } batch)
        {
            try
            {
                var looks = await read([.. batch.Select(waiting => waiting.Query)]);
                for (var i = 0; i < looks.Count; i++)
                    batch[i].SetResult(looks[i]);
            }
            catch (Exception e)
            {
                foreach (var waiting in batch)
                {
                    waiting.SetException(e);

                    // Observed, because a request may have stopped waiting.
                    _ = waiting.Task.Exception;
                }
            }
        }
    }

    /// <returns>Empty if nobody waits; then the caller must stop.</returns>
    private List<Waiting> Next()
    {
        var batch = new List<Waiting>();
        lock (gate)
        {
            while (batch.Count < MaxQueries && queue.TryDequeue(out var waiting))
            {
                if (waiting.Deadline.Left > TimeSpan.Zero)
                    batch.Add(waiting);
            }

            if (batch.Count == 0)
                running--;
        }

        return batch;
    }

    private sealed class Waiting(SessionQuery query, Deadline deadline)
        : TaskCompletionSource<PostgresLook>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public SessionQuery Query => query;

        public Deadline Deadline => deadline;
    }
}
