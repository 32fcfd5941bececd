using System.Text.Json;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Mocks.Matching;

/// <summary>Finds the caller and the target of a request. Pure; allocates nothing but the target's id.</summary>
public static class SessionResolver
{
    /// <summary>Finds the session that a request's credentials identify.</summary>
    /// <param name="caller">Null unless the state is active, ended or expired.</param>
    /// <param name="mixed">Whether each credential is known, but they belong to different sessions.</param>
    public static CallerStates Caller<TSession, TLookup, TRequest>(
        SessionModel model, in TRequest request, TLookup sessions, out TSession? caller, out bool mixed)
        where TSession : class
        where TLookup : struct, ISessionLookup<TSession>
        where TRequest : IRequest, allows ref struct
    {
        caller = null;
        mixed = false;
        var presented = 0;
        TSession? found = null;
        for (var i = 0; i < model.Credentials.Count; i++)
        {
            var value = CredentialReader.Read(model.Credentials[i], request);
            if (value.IsEmpty)
                continue;
            presented++;
            if (i == model.Key)
                found = sessions.Find(i, value);
        }

        if (presented == 0)
            return CallerStates.Absent;
        if (presented < model.Credentials.Count)
            return CallerStates.Partial;
        if (found is null)
            return CallerStates.Unknown;
        if (!BelongTogether(model, request, sessions, found))
        {
            mixed = OthersAreKnown<TSession, TLookup, TRequest>(model, request, sessions);
            return CallerStates.Unknown;
        }

        caller = found;
        return sessions.StateOf(found) switch
        {
            SessionState.Active => CallerStates.Active,
            SessionState.Ended => CallerStates.Ended,
            _ => CallerStates.Expired,
        };
    }

    /// <summary>The session that a request names, as its caller sees it.</summary>
    /// <param name="named">Where the request names its target; null if the operation has none.</param>
    /// <param name="place">Index of the target's id in <see cref="SessionModel.ValueNames"/>.</param>
    /// <param name="caller">Null if the caller has no known session.</param>
    /// <param name="target">Null if no session has the id.</param>
    /// <param name="id">The id in the request, or null.</param>
    public static TargetStates Target<TSession, TLookup>(
        TargetName? named, int place, JsonElement? body, TLookup sessions, TSession? caller, out TSession? target, out string? id)
        where TSession : class
        where TLookup : struct, ISessionLookup<TSession>
    {
        target = null;
        id = null;
        if (named is null || body is not { } json || JsonPointer.Find(json, named.In.Pointer) is not { } value)
            return TargetStates.Absent;
        if (value.ValueKind != JsonValueKind.String)
            return TargetStates.Unknown;
        id = value.GetString();
        target = sessions.Find(place, id);
        if (target is null)
            return TargetStates.Unknown;
        if (ReferenceEquals(target, caller))
            return TargetStates.Self;
        if (caller is null || !sessions.IsSameUser(target, caller))
            return TargetStates.Foreign;
        return sessions.StateOf(target) switch
        {
            SessionState.Active => TargetStates.OwnActive,
            SessionState.Ended => TargetStates.OwnEnded,
            _ => TargetStates.OwnExpired,
        };
    }

    private static bool BelongTogether<TSession, TLookup, TRequest>(
        SessionModel model, in TRequest request, TLookup sessions, TSession session)
        where TSession : class
        where TLookup : struct, ISessionLookup<TSession>
        where TRequest : IRequest, allows ref struct
    {
        for (var i = 0; i < model.Credentials.Count; i++)
        {
            if (i != model.Key && !sessions.Has(session, i, CredentialReader.Read(model.Credentials[i], request)))
                return false;
        }

        return true;
    }

    private static bool OthersAreKnown<TSession, TLookup, TRequest>(SessionModel model, in TRequest request, TLookup sessions)
        where TSession : class
        where TLookup : struct, ISessionLookup<TSession>
        where TRequest : IRequest, allows ref struct
    {
        for (var i = 0; i < model.Credentials.Count; i++)
        {
            if (i != model.Key && !sessions.Knows(i, CredentialReader.Read(model.Credentials[i], request)))
                return false;
        }

        return true;
    }
}
