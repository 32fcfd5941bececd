using System.Collections.Concurrent;

namespace LogoutContracts.Postgres.Journals;

/// <summary>The calls of this server for others to write their journals, and who has answered.</summary>
internal sealed class FlushCalls
{
    private readonly ConcurrentDictionary<string, FlushCall> running = new(StringComparer.Ordinal);

    /// <param name="servers">Process ids of the servers' connections, which are to answer.</param>
    public FlushCall Start(IEnumerable<int> servers)
    {
        var call = new FlushCall(Guid.NewGuid().ToString("N"), servers);
        running.TryAdd(call.Id, call);
        return call;
    }

    public void End(FlushCall call) => running.TryRemove(call.Id, out _);

    public void Accept(FlushMessage.Done done)
    {
        if (running.TryGetValue(done.Call, out var call))
            call.Accept(done.Server);
    }
}

/// <summary>One call for other servers to write their journals.</summary>
internal sealed class FlushCall
{
    private readonly TaskCompletionSource all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HashSet<int> open;

    public FlushCall(string id, IEnumerable<int> servers)
    {
        (Id, open) = (id, [.. servers]);
        if (open.Count == 0)
            all.SetResult();
    }

    public string Id { get; }

    /// <summary>Completes when all servers have answered.</summary>
    public Task All => all.Task;

    /// <summary>The servers that have not answered yet.</summary>
    public IReadOnlyCollection<int> Open
    {
        get
        {
            lock (open)
                return [.. open];
        }
    }

    public void Accept(int server)
    {
        lock (open)
        {
            if (open.Remove(server) && open.Count == 0)
                all.SetResult();
        }
    }
}
