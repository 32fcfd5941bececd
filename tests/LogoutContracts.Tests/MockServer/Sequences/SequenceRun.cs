using System.Collections.Concurrent;
using System.Diagnostics;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.MockServer.Sequences;

/// <summary>Takes the steps of a sequence on a running mock, over HTTP, and notes what happens.</summary>
internal sealed class SequenceRun(IMock mock)
{
    private readonly VendorClient client = new(mock);
    private readonly ConcurrentDictionary<int, IReadOnlyDictionary<string, string>> sessions = new();
    private readonly ConcurrentQueue<Event> events = new();
    private int opened;

    /// <summary>More than half of the idle timeout; two of them exceed it.</summary>
    private TimeSpan Wait =>
        mock.Plan.Contract.Sessions.IdleTimeout is { } idle ? (idle / 2) + TimeSpan.FromSeconds(1) : TimeSpan.FromHours(1);

    public static async Task<IReadOnlyList<Event>> EventsOfAsync(IMock mock, Sequence sequence)
    {
        mock.Reset();
        var run = new SequenceRun(mock);
        await run.TakeAsync(sequence.First);
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var users = sequence.Together.Select(async steps =>
        {
            await start.Task;
            await run.TakeAsync(steps);
        }).ToList();
        start.SetResult();
        await Task.WhenAll(users);

        // Whatever happened shows at the end.
        await run.TakeAsync(run.sessions.Keys.Order().Select(number => new Step(StepKind.Probe, number)));
        return [.. run.events];
    }

    private async Task TakeAsync(IEnumerable<Step> steps)
    {
        foreach (var step in steps)
            await TakeAsync(step);
    }

    private async Task TakeAsync(Step step)
    {
        var start = Stopwatch.GetTimestamp();
        if (step.Kind == StepKind.Login)
        {
            // A reset during the login may forget the session at once.
            if (await client.LoginAsync() is { } values)
                Note(step, Add(values), 0, true, start);
            return;
        }

        var known = Volatile.Read(ref opened);
        if (step.Kind is not (StepKind.Wait or StepKind.Reset) && (known == 0 || !sessions.ContainsKey(step.On % known)))
            return;
        var (on, by) = known == 0 ? (0, 0) : (step.On % known, step.By % known);
        Note(step, on, by, await DoAsync(step.Kind, sessions.GetValueOrDefault(on), sessions.GetValueOrDefault(by)), start);
    }

    private async Task<bool> DoAsync(
        StepKind kind, IReadOnlyDictionary<string, string>? session, IReadOnlyDictionary<string, string>? caller)
    {
        switch (kind)
        {
            case StepKind.Probe:
                return await IsLiveAsync(session!);
            case StepKind.Logout:
                return await client.LogoutAsync(session!);
            case StepKind.EndOther:
                return await client.LogoutAsync(caller!, session!);
            case StepKind.Expire:
                return mock.Sessions.Expire(KeyOf(session!));
            case StepKind.End:
                return mock.Sessions.End(KeyOf(session!));
            case StepKind.Wait:
                mock.Advance(Wait);
                return true;
            default:
                mock.Reset();
                return true;
        }
    }

    private async Task<bool> IsLiveAsync(IReadOnlyDictionary<string, string> session)
    {
        var live = mock.Plan.Live;
        return (await mock.SendAsync(RenderedRequest.Of(live.Variant.Request, hole => session[hole.Name]))).Status == live.Answer!.Status;
    }

    private string KeyOf(IReadOnlyDictionary<string, string> session)
    {
        var model = mock.Plan.Contract.Sessions;
        return session[model.Credentials[model.Key].Name];
    }

    // The number is taken last, so that every smaller one has its session.
    private int Add(IReadOnlyDictionary<string, string> values)
    {
        lock (sessions)
        {
            sessions[opened] = values;
            return opened++;
        }
    }

    private void Note(Step step, int session, int caller, bool result, long start) =>
        events.Enqueue(new(step, session, caller, result, start, Stopwatch.GetTimestamp()));
}
