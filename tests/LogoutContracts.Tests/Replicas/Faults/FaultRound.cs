using System.Diagnostics;
using LogoutContracts.Tests.MockServer.Sequences;

namespace LogoutContracts.Tests.Replicas.Faults;

/// <summary>A fault while several users act.</summary>
/// <param name="Answered">How many tokens that had ended before the fault were answered after it.</param>
/// <param name="Findings">What no sound mock does.</param>
internal sealed record FaultRound(string Fault, int Seed, int Answered, IReadOnlyList<string> Findings)
{
    /// <summary>A fault counts only if so many ended tokens were answered within ten seconds after it.</summary>
    private const int Enough = 10;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // Longer histories of several users take too long to decide.
    private const int Short = 40;

    public bool Counts => Answered >= Enough;

    /// <param name="earlier">Steps of earlier rounds that may still take effect; those of this round are added.</param>
    public static async Task<FaultRound> RunAsync(Cluster cluster, Fault fault, int seed, List<Event> earlier)
    {
        var random = new Random(seed);
        var users = cluster.Mocks.Append(cluster.Mocks[0]).Select(mock => new Traffic(mock)).ToList();
        var ended = await EndedTokens.EndAsync(cluster.Mocks, Enough + 2);
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var acting = users.Select((user, index) => user.ActAsync(HashCode.Combine(seed, index), over.Task))
            .Append(ended.ProbeAsync(over.Task)).ToList();

        await Task.Delay(random.Next(50, 300));
        var stopAsync = await fault.BeginAsync(cluster, random);
        var steering = random.Next(4) == 0 ? SteerAsync(cluster, random) : Task.FromResult<Event?>(null);
        await Task.Delay(random.Next(100, 1_500));
        await stopAsync();
        var answered = await ended.AnsweredAsync(Enough, Patience);
        over.SetResult();
        await Task.WhenAll(acting);
        foreach (var user in users)
            await user.ProbeAllAsync();

        if (await steering is { } steered)
            earlier.Add(steered);
        var findings = Unexplained(users, earlier).ToList();
        if (ended.Live > 0)
            findings.Insert(0, $"{ended.Live} probes of tokens that had ended before were answered as live.");
        earlier.RemoveAll(step => step.Result is not null);
        return new(fault.Name, seed, answered, findings);
    }

    /// <summary>Resets the mock, or moves its clock.</summary>
    private static async Task<Event?> SteerAsync(Cluster cluster, Random random)
    {
        var (start, replica) = (Stopwatch.GetTimestamp(), random.Next(cluster.Replicas.Count));
        var step = new Step(random.Next(2) == 0 ? StepKind.Reset : StepKind.Wait);
        var idle = cluster.Mocks.Select(mock => mock.Plan.Contract.Sessions.IdleTimeout).Max();
        var wait = idle is { } timeout ? (timeout / 2) + TimeSpan.FromSeconds(30) : TimeSpan.FromHours(1);
        try
        {
            await cluster.SteerAsync(replica, admin => step.Kind == StepKind.Reset ? admin.ResetAsync() : admin.AdvanceClockAsync(wait));
            return new(step, 0, 0, true, start, Stopwatch.GetTimestamp());
        }
        catch (UnansweredException)
        {
            return Event.Unanswered(step, 0, start);
        }
    }

    private static IEnumerable<string> Unexplained(IReadOnlyList<Traffic> users, IReadOnlyList<Event> steered)
    {
        // Each part has the steps that concern all. Short histories of a contract are explained as a whole, too.
        var wholes = users.GroupBy(user => user.Mock).Where(group => group.Count() > 1 && group.Sum(user => user.Events.Count) <= Short)
            .Select(group => (Mock: group.Key, Events: (IReadOnlyList<Event>)Together(group)));
        foreach (var (mock, events) in users.Select(user => (user.Mock, user.Events)).Concat(wholes))
        {
            var idleLimit = mock.Plan.Contract.Sessions.IdleTimeout is null ? (int?)null : 1;
            IReadOnlyList<Event> history = [.. steered, .. events];
            if (!Linearizability.Holds(SessionsModel.Empty(idleLimit), history))
                yield return $"No order explains: {string.Join("; ", history.OrderBy(step => step.Start))}";
        }
    }

    private static List<Event> Together(IEnumerable<Traffic> users)
    {
        var (all, sessions) = (new List<Event>(), 0);
        foreach (var user in users)
        {
            all.AddRange(user.Events.Select(step => step with { Session = step.Session + sessions }));
            sessions += user.Events.Select(step => step.Session + 1).DefaultIfEmpty(0).Max();
        }

        return all;
    }
}
