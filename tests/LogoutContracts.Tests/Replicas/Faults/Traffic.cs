using System.Collections.Concurrent;
using System.Diagnostics;
using LogoutContracts.Tests.MockServer.Sequences;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Replicas.Faults;

/// <summary>One user with two clients, who log in, probe and log out the same sessions. Notes what happens.</summary>
internal sealed class Traffic(IMock mock)
{
    public IMock Mock => mock;

    // So that a history can be decided.
    private const int StepsOfClient = 12;

    /// <summary>Sessions that the clients may still use. Few, so that the clients meet.</summary>
    private const int Recent = 2;

    private const int TriesOfLastProbe = 6;

    private readonly VendorClient client = new(mock);
    private readonly List<IReadOnlyDictionary<string, string>> sessions = [];
    private readonly ConcurrentQueue<Event> events = new();

    public IReadOnlyList<Event> Events => [.. events];

    /// <summary>Notes a step that concerns all users.</summary>
    public void Note(Event done) => events.Enqueue(done);

    /// <summary>Acts until the end, with pauses, but takes a limited number of steps.</summary>
    public Task ActAsync(int seed, Task end) => Task.WhenAll(ActAsync(new Random(seed), end), ActAsync(new Random(~seed), end));

    /// <summary>Probes all sessions, because whatever happened shows at the end. Those without an answer are probed again.</summary>
    public async Task ProbeAllAsync()
    {
        for (var number = 0; number < sessions.Count; number++)
        {
            for (var tries = 0; tries < TriesOfLastProbe && !await TakeAsync(StepKind.Probe, number); tries++)
                await Task.Delay(500);
        }
    }

    private async Task ActAsync(Random random, Task end)
    {
        for (var i = 0; i < StepsOfClient && !end.IsCompleted; i++)
        {
            var (count, choice) = (Count, random.Next(10));
            if (count == 0 || choice < 2)
                await LoginAsync();
            else
                await TakeAsync(choice < 6 ? StepKind.Probe : StepKind.Logout, Math.Max(0, count - 1 - random.Next(Recent)));
            await Task.WhenAny(end, Task.Delay(random.Next(10, 120)));
        }
    }

    private int Count
    {
        get
        {
            lock (sessions)
                return sessions.Count;
        }
    }

    private async Task LoginAsync()
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            var opened = await client.LoginAsync();
            var end = Stopwatch.GetTimestamp();
            lock (sessions)
            {
                events.Enqueue(new(new(StepKind.Login), sessions.Count, 0, true, start, end));
                sessions.Add(opened);
            }
        }
        catch (UnansweredException)
        {
            // Nobody knows the session, if there is one.
        }
    }

    /// <returns>Whether there was an answer.</returns>
    private async Task<bool> TakeAsync(StepKind kind, int number)
    {
        var start = Stopwatch.GetTimestamp();
        IReadOnlyDictionary<string, string> session;
        lock (sessions)
            session = sessions[number];
        try
        {
            var result = kind == StepKind.Probe ? await client.IsLiveAsync(session) : await client.LogoutAsync(session);
            events.Enqueue(new(new(kind), number, 0, result, start, Stopwatch.GetTimestamp()));
            return true;
        }
        catch (UnansweredException)
        {
            // Without an idle timeout, a probe has no effect.
            if (kind != StepKind.Probe || mock.Plan.Contract.Sessions.IdleTimeout is not null)
                events.Enqueue(Event.Unanswered(new(kind), number, start));
            return false;
        }
    }
}
