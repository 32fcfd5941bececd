using System.Collections.Immutable;

namespace LogoutContracts.Tests.MockServer.Sequences;

/// <summary>What a mock should do, as simple as it can be said: which sessions are active, and since when they are idle.</summary>
/// <param name="IdleLimit">In waits; null if sessions do not time out.</param>
/// <param name="LastUse">When each active session was used last.</param>
/// <param name="Ended">Sessions that were logged out. A logout that names one is answered as if it had just ended it.</param>
internal sealed record SessionsModel(int? IdleLimit, int Time, ImmutableDictionary<int, int> LastUse, ImmutableHashSet<int> Ended)
{
    public static SessionsModel Empty(int? idleLimit) => new(idleLimit, 0, ImmutableDictionary<int, int>.Empty, []);

    /// <summary>The same text for equal models.</summary>
    public string Key => string.Join(
        ';',
        Time,
        string.Join(',', LastUse.OrderBy(use => use.Key).Select(use => $"{use.Key}={use.Value}")),
        string.Join(',', Ended.Order()));

    /// <returns>The model after the event; null if the mock could not have answered so.</returns>
    public SessionsModel? After(Event done)
    {
        var isActive = IsActive(done.Session);
        switch (done.Step.Kind)
        {
            case StepKind.Login:
                return Used(done.Session);
            case StepKind.Probe:
                return IsOther(isActive) ? null : isActive ? Used(done.Session) : this;
            case StepKind.Logout:
                return IsOther(isActive) ? null : isActive ? WithEnded(done.Session) : this;
            case StepKind.EndOther:
                var isCaller = IsActive(done.Caller);
                var isEnded = isCaller && (isActive || Ended.Contains(done.Session));
                var used = isCaller ? Used(done.Caller) : this;
                return IsOther(isEnded) ? null : isEnded ? used.WithEnded(done.Session) : used;
            case StepKind.Expire:
                return isActive ? Without(done.Session) : this;
            case StepKind.End:
                return isActive ? WithEnded(done.Session) : this;
            case StepKind.Wait:
                return this with { Time = Time + 1 };
            default:
                return Empty(IdleLimit);
        }

        bool IsOther(bool expected) => done.Result is { } result && result != expected;
    }

    private bool IsActive(int session) => LastUse.TryGetValue(session, out var last) && !(Time - last > IdleLimit);

    private SessionsModel Used(int session) => this with { LastUse = LastUse.SetItem(session, Time) };

    private SessionsModel WithEnded(int session) => Without(session) with { Ended = Ended.Add(session) };

    private SessionsModel Without(int session) => this with { LastUse = LastUse.Remove(session) };
}

/// <summary>A step that was taken, and what came of it.</summary>
/// <param name="Session">Number of the session, in the order of the logins.</param>
/// <param name="Caller">Number of the session whose credential was sent.</param>
/// <param name="Result">Whether the answer was that for an active session; null without an answer.</param>
/// <param name="Start">When the request was sent.</param>
/// <param name="End">When its answer had arrived.</param>
internal sealed record Event(Step Step, int Session, int Caller, bool? Result, long Start, long End)
{
    /// <summary>A step without an answer. It may take effect at any later time, or never.</summary>
    public static Event Unanswered(Step step, int session, long start) => new(step, session, 0, null, start, long.MaxValue);

    public override string ToString() => $"{Step.Kind} of {Session} -> {Result?.ToString() ?? "no answer"}";
}
