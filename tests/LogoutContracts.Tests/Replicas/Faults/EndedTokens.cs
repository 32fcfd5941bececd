using System.Collections.Concurrent;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Replicas.Faults;

/// <summary>Tokens whose logout was answered before a fault. They are probed all the time, and none may ever be answered as live.</summary>
internal sealed class EndedTokens
{
    private const int Workers = 3;
    private const int MostTries = 10_000;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly IReadOnlyList<(VendorClient Client, IReadOnlyDictionary<string, string> Session)> tokens;
    private volatile Answers answers = new(0);
    private int next = -1;

    private EndedTokens(IReadOnlyList<(VendorClient, IReadOnlyDictionary<string, string>)> tokens) => this.tokens = tokens;

    /// <summary>How many probes of a dead token were answered as live.</summary>
    public int Live { get; private set; }

    /// <summary>Logs in and out.</summary>
    public static async Task<EndedTokens> EndAsync(IReadOnlyList<IMock> mocks, int count)
    {
        var tokens = new List<(VendorClient, IReadOnlyDictionary<string, string>)>();
        for (var tries = 0; tokens.Count < count; tries++)
        {
            tries.Should().BeLessThan(MostTries, "sessions should end");
            var client = new VendorClient(mocks[tokens.Count % mocks.Count]);
            try
            {
                var session = await client.LoginAsync();
                if (await client.LogoutAsync(session))
                    tokens.Add((client, session));
            }
            catch (UnansweredException)
            {
                // The last fault may not be quite over.
                await Task.Delay(Pause);
            }
        }

        return new(tokens);
    }

    /// <summary>Probes until the end.</summary>
    public Task ProbeAsync(Task end) => Task.WhenAll(Enumerable.Range(0, Workers).Select(async _ =>
    {
        while (!end.IsCompleted)
        {
            await ProbeAsync((int)((uint)Interlocked.Increment(ref next) % (uint)tokens.Count));
            await Task.WhenAny(end, Task.Delay(Pause));
        }
    }));

    /// <summary>Waits until so many of the tokens have been answered from now on.</summary>
    /// <returns>How many were, if it takes too long.</returns>
    public async Task<int> AnsweredAsync(int count, TimeSpan patience)
    {
        var current = answers = new Answers(count);
        await Task.WhenAny(current.Enough.Task, Task.Delay(patience));
        return current.Tokens.Count;
    }

    private async Task ProbeAsync(int token)
    {
        var current = answers;
        try
        {
            if (await tokens[token].Client.IsLiveAsync(tokens[token].Session))
                Live++;
            current.Add(token);
        }
        catch (UnansweredException)
        {
            // It says nothing about the token.
        }
    }

    private sealed class Answers(int wanted)
    {
        public ConcurrentDictionary<int, bool> Tokens { get; } = new();

        public TaskCompletionSource Enough { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Add(int token)
        {
            Tokens[token] = true;
            if (Tokens.Count >= wanted)
                Enough.TrySetResult();
        }
    }
}
