using LogoutContracts.Mocks.Matching;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Running;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Verification.Negatives;

/// <summary>The sessions of one negative test: from the pool, or from a login.</summary>
internal sealed class NegativeSessions(NegativeTest negative, Conversation talk, SessionPool pool)
{
    private readonly List<NegativeSession> sessions = [];

    public IReadOnlyList<NegativeSession> All => sessions;

    /// <summary>Opens the sessions, and sends the requests that the tested login requires before it.</summary>
    /// <returns>Why a session or value is missing; null if none is.</returns>
    public async Task<string?> OpenAsync()
    {
        var given = negative.Base.Variant.Given;
        if (given.Caller == CallerStates.Active && await OpenAsync(Role.Caller, given.Kind, isOther: false) is { } noCaller)
            return noCaller;
        if (given.Target == TargetStates.Self)
            talk.Cast.SetAll(Role.Target, talk.Cast.SessionOf(Role.Caller));
        if (given.Target == TargetStates.OwnActive && await OpenAsync(Role.Target, given.Kind, isOther: false) is { } noTarget)
            return noTarget;
        if (negative.NeedsOther && await OpenAsync(Role.Other, given.Kind, isOther: true) is { } noOther)
            return noOther;
        var unknown = LoginRunner.HolesOf(negative.Base.Variant.Request)
            .FirstOrDefault(hole => hole.Role != Role.Fresh && talk.Cast[hole] is null);
        if (unknown is not null)
            return $"Needs the {unknown.Name} of a session, but neither the login nor another operation returns it.";
        return negative.Base.Variant.Opens ? await talk.Logins.PrepareAsync(negative.Base, talk.Cast) : null;
    }

    /// <summary>Returns a live session to the pool for the next negative test.</summary>
    public void Return(NegativeSession session)
    {
        // A lease returns all of its sessions after the case.
        if (talk.Logins.Lease is null)
            pool.Return(session.Kind, session.IsOther, talk.Cast.SessionOf(session.Role));
    }

    /// <summary>The sessions as the target knows them.</summary>
    public ValueList<KnownSession> Known => sessions
        .Select(session => new KnownSession(
            session.IsOther ? "other" : "own", session.Kind, SessionState.Active,
            talk.Cast.SessionOf(session.Role).Select(value => new SeededValue(value.Key, value.Value)).ToValueList()))
        .ToValueList();

    public string ValueOf(Hole hole) => talk.Cast[hole] ?? negative.Base.Seeds.ValueOf(hole);

    private async Task<string?> OpenAsync(Role role, string? kind, bool isOther)
    {
        // Without a kind, the example's seeded session has the default kind.
        kind ??= talk.Plan.Contract.Sessions.DefaultKind;
        if (talk.Logins.Lease is null && pool.Take(kind, isOther) is { } live)
        {
            talk.Cast.SetAll(role, live);
        }
        else
        {
            var login = await talk.Logins.OpenAsync(kind, isOther);
            if (login.Session is null)
                return login.Problem;
            talk.Cast.SetAll(role, login.Session);
        }

        sessions.Add(new(role, kind, isOther));
        return null;
    }
}

internal sealed record NegativeSession(Role Role, string? Kind, bool IsOther);
