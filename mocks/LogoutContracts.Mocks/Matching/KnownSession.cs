using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Matching;

/// <summary>A session that a server knows.</summary>
/// <param name="User">Sessions with the same user belong to one person.</param>
/// <param name="Kind">Null if the contract has no kinds.</param>
/// <param name="Values">Its credentials and ids.</param>
public sealed record KnownSession(string User, string? Kind, SessionState State, ValueList<SeededValue> Values)
{
    /// <summary>The sessions of a variant's example, in the states that <c>given</c> requires.</summary>
    public static IReadOnlyList<KnownSession> Of(PlannedVariant planned) => [.. planned.Seeds.Sessions
        .Where(seed => seed.State != SeedState.NeverOpened)
        .Select(seed => new KnownSession(seed.User, seed.Kind, StateOf(seed.Role, planned.Variant.Given), seed.Values))];

    private static SessionState StateOf(Role role, Given given) => (role, given) switch
    {
        (Role.Caller, { Caller: CallerStates.Superseded }) or (Role.Target, { Target: TargetStates.OwnSuperseded }) =>
            SessionState.Superseded,
        (Role.Caller, { Caller: CallerStates.Ended }) or (Role.Target, { Target: TargetStates.OwnEnded }) => SessionState.Ended,
        (Role.Caller, { Caller: CallerStates.Expired }) or (Role.Target, { Target: TargetStates.OwnExpired }) => SessionState.Expired,
        _ => SessionState.Active,
    };
}

/// <summary>Looks a few sessions up one by one.</summary>
internal readonly struct KnownSessions(SessionModel model, IReadOnlyCollection<KnownSession> known) : ISessionLookup<KnownSession>
{
    public KnownSession? Find(int place, ReadOnlySpan<char> value)
    {
        foreach (var session in known)
        {
            if (Has(session, place, value))
                return session;
        }

        return null;
    }

    public bool Knows(int place, ReadOnlySpan<char> value) => Find(place, value) is not null;

    public bool Has(KnownSession session, int place, ReadOnlySpan<char> value) =>
        session.Values.Contains(new(model.ValueNames[place], value.ToString()));

    public SessionState StateOf(KnownSession session, int place) => session.State;

    public bool IsSame(KnownSession one, KnownSession other) => ReferenceEquals(one, other);

    public bool IsSameUser(KnownSession one, KnownSession other) => string.Equals(one.User, other.User, StringComparison.Ordinal);
}
