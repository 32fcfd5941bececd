using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Verification.Running;

/// <summary>The sessions that one case uses: shared ones, and fresh ones that others may use after it.</summary>
/// <param name="pool">Of the run.</param>
/// <param name="key">Name of the credential that tells sessions apart.</param>
/// <param name="mayShare">Whether the case leaves the sessions of the first user alive; else it gets fresh ones.</param>
internal sealed class SessionLease(SessionPool pool, string key, bool mayShare)
{
    private readonly List<(string? Kind, bool IsOther, Dictionary<string, string> Session)> taken = [];

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

    public void Add(string? kind, bool isOther, Dictionary<string, string> session) => taken.Add((kind, isOther, session));

    /// <summary>After the case, returns the sessions that are alive.</summary>
    /// <param name="steps">Of the case.</param>
    /// <param name="ledger">Null: nobody has counted.</param>
    public void Settle(IEnumerable<Step> steps, SessionLedger? ledger)
    {
        var seen = steps.ToList();
        foreach (var (kind, isOther, session) in taken)
        {
            if (ledger?.HasEnded(session) != true && IsAlive(session, seen))
                pool.Return(kind, isOther, session);
        }

        taken.Clear();
    }

    /// <summary>Keeps sessions that the request of the case has opened itself, if they are seen alive.</summary>
    public void Keep(IEnumerable<Step> steps, SessionLedger? ledger)
    {
        var seen = steps.ToList();
        foreach (var step in seen.Where(step => step.Kind == StepKind.Request))
        {
            if (ledger?.OpenedBy(step.Exchange) is { } opened && seen.Exists(each => Looks(each) && Carries(each, opened.Values[key])) && IsAlive(opened.Values, seen))
                pool.Return(opened.Kind, isOther: false, opened.Values);
        }
    }

    private static bool Looks(Step step) => step.Kind is StepKind.Control or StepKind.Afterwards;

    /// <summary>What the last look at the session has shown; one that nobody looked at was not used.</summary>
    private bool IsAlive(Dictionary<string, string> session, List<Step> steps)
    {
        var with = steps.Where(step => session.TryGetValue(key, out var value) && Carries(step, value)).ToList();
        var last = with.LastOrDefault(Looks);
        return last is null ? with.Count == 0 : last.Holds && !with.Exists(step => step.Kind == StepKind.Ending) && !last.Title.EndsWith(" is dead", StringComparison.Ordinal);
    }

    private static bool Carries(Step step, string value) =>
        step.Exchange.Request.Headers.Any(header => header.Value.Contains(value, StringComparison.Ordinal)) || (step.Exchange.Request.Body?.Contains(value, StringComparison.Ordinal) ?? false);
}
