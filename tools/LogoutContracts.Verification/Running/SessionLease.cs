using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Verification.Running;

/// <summary>The sessions that one case uses: shared ones, and fresh ones that later cases may share.</summary>
/// <param name="pool">The pool of the run.</param>
/// <param name="key">The name of the credential that identifies a session.</param>
/// <param name="mayShare">Whether the case leaves the first user's sessions live. Otherwise it gets fresh ones.</param>
internal sealed class SessionLease(SessionPool pool, string key, bool mayShare)
{
    private readonly List<(string? Kind, bool IsOther, Dictionary<string, string> Session)> taken = [];

    /// <summary>The names of other credentials that have probes of their own: a logout can end one and leave the key alive.</summary>
    public IReadOnlyList<string> Probed { get; init; } = [];

    /// <summary>
    /// The names of ids that another operation than the login shows. It may show the newest session only, so it must be asked right after
    /// the login.
    /// </summary>
    public IReadOnlyList<string> AskedIds { get; init; } = [];

    /// <summary>Takes a shared session.</summary>
    /// <returns>Null if a fresh session is needed.</returns>
    public Dictionary<string, string>? Take(string? kind, bool isOther)
    {
        if (!mayShare && !isOther && !pool.IsGiven)
            return null;
        if (pool.Take(kind, isOther) is not { } session)
            return null;
        Add(kind, isOther, session);
        return session;
    }

    /// <summary>Adds a session that the case has opened.</summary>
    public void Add(string? kind, bool isOther, Dictionary<string, string> session) => taken.Add((kind, isOther, session));

    /// <summary>Returns the live sessions to the pool after the case.</summary>
    /// <param name="steps">The steps of the case.</param>
    /// <param name="ledger">The client's record of opened and ended sessions; null if it has none.</param>
    public void Settle(IEnumerable<Step> steps, SessionLedger? ledger)
    {
        var seen = steps.ToList();
        foreach (var (kind, isOther, session) in taken)
        {
            if (ledger?.HasEnded(session) != true && IsLive(session, seen))
                pool.Return(kind, isOther, session);
        }

        taken.Clear();
    }

    /// <summary>Adds sessions to the pool that the request of the case itself has opened, if they were seen live.</summary>
    public void Keep(IEnumerable<Step> steps, SessionLedger? ledger)
    {
        var seen = steps.ToList();
        foreach (var step in seen.Where(step => step.Kind == StepKind.Request))
        {
            if (ledger?.OpenedBy(step.Exchange) is { } opened && AskedIds.All(opened.Values.ContainsKey)
                && seen.Exists(each => IsProbe(each) && Carries(each, opened.Values[key])) && IsLive(opened.Values, seen))
                pool.Return(opened.Kind, isOther: false, opened.Values);
        }
    }

    private static bool IsProbe(Step step) => step.Kind is StepKind.Control or StepKind.Afterwards;

    /// <summary>Whether the last probe with the session showed it live. A session that was never probed must be unused.</summary>
    private bool IsLive(Dictionary<string, string> session, List<Step> steps)
    {
        foreach (var name in Probed)
        {
            var probe = session.TryGetValue(name, out var other) ? steps.FindLast(step => IsProbe(step) && Carries(step, other)) : null;
            if (probe is not null && !ShowsLive(probe))
                return false;
        }

        var with = steps.Where(step => session.TryGetValue(key, out var value) && Carries(step, value)).ToList();
        var last = with.LastOrDefault(IsProbe);
        return last is null
            ? with.Count == 0
            : !with.Exists(step => step.Kind == StepKind.Ending) && ShowsLive(last);
    }

    private static bool ShowsLive(Step probe) => probe.Holds && !probe.Title.EndsWith(" is dead", StringComparison.Ordinal);

    private static bool Carries(Step step, string value) =>
        step.Exchange.Request.Headers.Any(header => header.Value.Contains(value, StringComparison.Ordinal))
        || (step.Exchange.Request.Body?.Contains(value, StringComparison.Ordinal) ?? false);
}
