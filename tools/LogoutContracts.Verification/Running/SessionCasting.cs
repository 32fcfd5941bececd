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
    /// What each probe should find after <paramref name="ruling"/> has answered. Sessions that it does not mention keep their state.
    /// </summary>
    public IEnumerable<ExpectedLife> StatesAfter(Variant ruling)
    {
        foreach (var role in Live.Select(seed => seed.Role))
        {
            foreach (var probe in talk.Plan.Probes)
            {
                var after = ruling.StateAfter(role, probe.Credential) ?? StateBefore(role, probe.Credential);
                if (after != SessionState.Unspecified)
                    yield return new(role, probe, after == SessionState.Active);
            }
        }

        foreach (var probe in ruling.Renews ? talk.Plan.Probes : [])
            yield return new(Role.Renewed, probe, IsLive: true);
    }

    /// <summary>The value of a placeholder: from a role's session, or else the seeded one. A renewal need not change all values.</summary>
    public string ValueOf(Hole hole) => talk.Cast[hole]
        ?? (hole.Role == Role.Renewed && talk.Cast[hole with { Role = Role.Caller }] is { } kept ? kept : variant.Seeds.ValueOf(hole));

    private SessionState StateBefore(Role role, string credential)
    {
        var isCaller = role == Role.Caller;
        if (isCaller ? Given.Caller == CallerStates.Expired : role == Role.Target && Given.Target == TargetStates.OwnExpired)
            return CanExpire(credential) ? SessionState.Expired : SessionState.Active;
        var by = Preconditions.Endings(talk.Plan, variant)?.FirstOrDefault(ending => ending.Role == role)?.By;
        return by?.Variant.StateAfter(Role.Caller, credential) ?? SessionState.Active;
    }

    private bool CanExpire(string name) => talk.Plan.Contract.Sessions is { IdleTimeout: null } sessions
        ? sessions.Credentials.Any(credential => credential.Lifetime is not null
            && string.Equals(credential.Name, name, StringComparison.Ordinal)) : true;

    private bool IsCallerAgain(Role role) => role == Role.Target && Given.Target == TargetStates.Self;

    private bool IsOfOther(Role role) =>
        (role == Role.Target && Given.Target == TargetStates.Foreign) || (role == Role.Other && Given.Other == Bystander.Foreign);
}

/// <summary>What a probe should find.</summary>
internal sealed record ExpectedLife(Role Role, PlannedProbe Probe, bool IsLive);
