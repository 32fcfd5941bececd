using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Verification.Running;

/// <summary>Assigns a session to each role of a variant: a seeded one, or one from a login.</summary>
internal sealed class SessionCasting(PlannedVariant variant, Conversation talk)
{
    private Given Given => variant.Variant.Given;

    private Target Target => talk.Target;

    /// <summary>The roles whose sessions must be live at the start, even if the variant requires them to end later.</summary>
    public IEnumerable<SeededSession> Live => variant.Seeds.Sessions
        .Where(seed => seed.Role != Role.Opened && seed.State != SeedState.NeverOpened && !IsCallerAgain(seed.Role));

    /// <returns>Why a session is missing; null if none is.</returns>
    public async Task<string?> CastAsync()
    {
        foreach (var seed in variant.Seeds.Sessions.Where(seed => seed.Role != Role.Opened))
        {
            // A seeded session that has expired was never live for this client, so open one with a login and let it expire.
            var needsLogin = seed.State == SeedState.Expired || (Target.Kind == TargetKind.Live && seed.State == SeedState.Live);
            if (!needsLogin)
            {
                talk.Cast.SetAll(seed.Role, seed.Values.Select(value => KeyValuePair.Create(value.Name, value.Value)));
                continue;
            }

            // The target is the caller's own session.
            if (IsCallerAgain(seed.Role))
            {
                talk.Cast.SetAll(seed.Role, talk.Cast.SessionOf(Role.Caller));
                continue;
            }

            var login = await talk.Logins.OpenAsync(seed.Kind, ofOther: IsOfOther(seed.Role));
            if (login.Session is null)
                return login.Problem;
            talk.Cast.SetAll(seed.Role, login.Session);
            var unknown = LoginRunner.HolesOf(variant.Variant.Request)
                .FirstOrDefault(hole => hole.Role == seed.Role && !login.Session.ContainsKey(hole.Name));
            if (unknown is not null)
                return $"Needs the {unknown.Name} of a session, but neither the login nor another operation returns it.";
        }

        foreach (var fresh in variant.Seeds.Fresh)
            talk.Cast.Set(new(Role.Fresh, fresh.Name), fresh.Value);
        return null;
    }

    /// <summary>
    /// The expected state of each session after <paramref name="ruling"/> has answered. Sessions that it does not mention keep their state.
    /// </summary>
    public IEnumerable<(Role Role, SessionState State)> StatesAfter(Variant ruling)
    {
        var stated = ruling.Then.ToDictionary(then => then.Role, then => then.State);
        foreach (var role in Live.Select(seed => seed.Role))
        {
            var after = stated.GetValueOrDefault(role, StateBefore(role));
            if (after != SessionState.Unspecified)
                yield return (role, after);
        }
    }

    /// <summary>The value of a placeholder: from a role's session, or else the seeded one.</summary>
    public string ValueOf(Hole hole) => talk.Cast[hole] ?? variant.Seeds.ValueOf(hole);

    private SessionState StateBefore(Role role) => role switch
    {
        Role.Caller when Given.Caller == CallerStates.Ended => SessionState.Ended,
        Role.Caller when Given.Caller == CallerStates.Expired => SessionState.Expired,
        Role.Target when Given.Target == TargetStates.OwnEnded => SessionState.Ended,
        Role.Target when Given.Target == TargetStates.OwnExpired => SessionState.Expired,
        _ => SessionState.Active,
    };

    private bool IsCallerAgain(Role role) => role == Role.Target && Given.Target == TargetStates.Self;

    private bool IsOfOther(Role role) =>
        (role == Role.Target && Given.Target == TargetStates.Foreign) || (role == Role.Other && Given.Other == Bystander.Foreign);
}
