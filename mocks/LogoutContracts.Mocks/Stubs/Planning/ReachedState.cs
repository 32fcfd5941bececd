using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Stubs.Planning;

/// <summary>A seeded session as a caller, with its first values or with those of its renewal.</summary>
internal sealed record SeededCaller(SeededSession Session, bool IsRenewed)
{
    public string Name => IsRenewed ? $"{RoleName(Session.Role)} renewed" : RoleName(Session.Role);

    public string this[string value] => (IsRenewed ? Session.Renewed : Session.Values)
        .First(seeded => string.Equals(seeded.Name, value, StringComparison.Ordinal)).Value;

    public static string RoleName(Role role) => role.ToString().ToLowerInvariant();
}

/// <summary>A state of a scenario: which of its sessions have ended, and what has become of the single values of the others.</summary>
internal sealed record ReachedState(ValueList<Role> Ended, ValueList<string> Values)
{
    public static ReachedState Start { get; } = new([], []);

    public string Name
    {
        get
        {
            if (Ended.Count == 0 && Values.Count == 0)
                return Format.StubScenario.Started;
            var ended = $"{string.Join(" and ", Ended.Select(SeededCaller.RoleName))} ended";
            return string.Join(", ", Ended.Count == 0 ? Values : Values.Prepend(ended));
        }
    }

    public bool HasEnded(SeededSession session) => Ended.Contains(session.Role);

    /// <summary>Whether a client can have the caller's values.</summary>
    public bool Knows(SeededCaller caller) => !caller.IsRenewed || Values.Contains(caller.Name, StringComparer.Ordinal);

    public SessionState StateOf(SeededCaller caller, string value)
    {
        if (HasEnded(caller.Session) || Has($"{SeededCaller.RoleName(caller.Session.Role)} {value} ended"))
            return SessionState.Ended;
        return Has($"{caller.Name} {value} superseded") ? SessionState.Superseded : SessionState.Active;
    }

    /// <summary>The state after a variant has answered.</summary>
    /// <param name="ends">Which sessions the operation ends.</param>
    /// <param name="all">The sessions of the scenario.</param>
    /// <returns>Null if stubs cannot express it: a second renewal needs values that no stub has.</returns>
    public ReachedState? After(Variant answer, SessionEnd ends, SeededCaller caller, SeededSession? target, IEnumerable<SeededSession> all)
    {
        if (answer.Renews && (caller.IsRenewed || caller.Session.Renewed.Count == 0))
            return null;
        var next = And(answer.Ends(Role.Caller) ? caller.Session : null).And(answer.Ends(Role.Target) ? target : null);
        if (ends == SessionEnd.User ? answer.Ends(Role.Caller) || answer.Ends(Role.Target) : ends == SessionEnd.Others
            && answer.Ends(Role.Other))
        {
            var user = (ends == SessionEnd.User && answer.Ends(Role.Target) ? target ?? caller.Session : caller.Session).User;
            next = all.Where(session => string.Equals(session.User, user, StringComparison.Ordinal)
                && (ends == SessionEnd.User || session != caller.Session)).Aggregate(next, (state, session) => state.And(session));
        }

        if (next.HasEnded(caller.Session))
            return next;
        var role = SeededCaller.RoleName(caller.Session.Role);
        foreach (var (_, state, value) in answer.Then.Where(then => then is { Role: Role.Caller, Value: not null }))
        {
            if (state == SessionState.Ended)
                next = next.With($"{role} {value} ended");
            else if (state == SessionState.Superseded)
                next = next.With($"{caller.Name} {value} superseded");
        }

        return answer.Renews ? next.With($"{role} renewed") : next;
    }

    private bool Has(string value) => Values.Contains(value, StringComparer.Ordinal);

    private ReachedState With(string value) => Has(value) ? this
        : this with { Values = Values.Append(value).Order(StringComparer.Ordinal).ToValueList() };

    // What has become of its single values does not matter any more.
    private ReachedState And(SeededSession? ended) => ended is null || HasEnded(ended) ? this : new(
        Ended.Append(ended.Role).Order().ToValueList(),
        Values.Where(value => !value.StartsWith($"{SeededCaller.RoleName(ended.Role)} ", StringComparison.Ordinal)
            || value.EndsWith(" renewed", StringComparison.Ordinal)).ToValueList());
}
