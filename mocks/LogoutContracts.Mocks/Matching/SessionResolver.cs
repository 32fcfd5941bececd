using System.Text.Json;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Matching;

/// <summary>
/// Finds the caller and the target of a request. Pure; allocates nothing but values that are in a body, and the
/// target's.
/// </summary>
public static class SessionResolver
{
    /// <summary>Finds the session that a request's credentials identify.</summary>
    /// <param name="shown">What the operation reads; see <see cref="SessionModel.CallerOf"/>.</param>
    /// <param name="body">The body, if it is JSON or a form.</param>
    /// <param name="caller">Null unless the state is active, ended or expired.</param>
    /// <param name="mixed">Whether each credential is known, but they belong to different sessions.</param>
    /// <param name="place">What the caller shows, as an index in <see cref="SessionModel.ValueNames"/>; -1 if no session has it.</param>
    public static CallerStates Caller<TSession, TLookup, TRequest>(
        SessionModel model, ValueList<ShownValue> shown, in TRequest request, JsonElement? body, TLookup sessions, out TSession? caller,
        out bool mixed, out int place)
        where TSession : class
        where TLookup : struct, ISessionLookup<TSession>
        where TRequest : IRequest, allows ref struct
    {
        caller = null;
        mixed = false;
        place = -1;
        var presented = 0;
        TSession? found = null;
        foreach (var value in shown.AsSpan())
        {
            var text = CredentialReader.Read(value.Places, request, body);
            if (text.IsEmpty)
                continue;
            presented++;
            if (found is null && !model.IsShared(value.Values[0]))
                found = Find<TSession, TLookup>(value, text, sessions, out place);
        }

        if (presented == 0)
            return CallerStates.Absent;
        if (presented < shown.Count)
            return CallerStates.Partial;
        if (found is null)
            return CallerStates.Unknown;
        if (shown.Count > 1 && !BelongTogether(shown, request, body, sessions, found))
        {
            mixed = AreKnown<TSession, TLookup, TRequest>(shown, request, body, sessions);
            return CallerStates.Unknown;
        }

        caller = found;
        return InSession(sessions.StateOf(found, place));
    }

    /// <summary>The state of a caller whose session is known.</summary>
    public static CallerStates InSession(SessionState state) => state switch
    {
        SessionState.Active => CallerStates.Active,
        SessionState.Superseded => CallerStates.Superseded,
        SessionState.Ended => CallerStates.Ended,
        _ => CallerStates.Expired,
    };

    /// <summary>The session that a request names, as its caller sees it.</summary>
    /// <param name="named">What names the target; null if the operation has none.</param>
    /// <param name="body">The body, if it is JSON or a form.</param>
    /// <param name="caller">Null if the caller has no known session.</param>
    /// <param name="target">Null if no session has the value.</param>
    /// <param name="text">The value in the request, or null.</param>
    public static TargetStates Target<TSession, TLookup, TRequest>(
        ShownValue? named, in TRequest request, JsonElement? body, TLookup sessions, TSession? caller, out TSession? target,
        out string? text)
        where TSession : class
        where TLookup : struct, ISessionLookup<TSession>
        where TRequest : IRequest, allows ref struct
    {
        target = null;
        text = null;
        if (named is null)
            return TargetStates.Absent;
        var value = CredentialReader.Read(named.Places, request, body);
        if (value.IsEmpty)
            return TargetStates.Absent;
        text = value.SequenceEqual(CredentialReader.NotText) ? null : value.ToString();
        target = Find<TSession, TLookup>(named, value, sessions, out var place);
        if (target is null)
            return TargetStates.Unknown;
        if (caller is not null && sessions.IsSame(target, caller))
            return TargetStates.Self;
        if (caller is null || !sessions.IsSameUser(target, caller))
            return TargetStates.Foreign;
        return sessions.StateOf(target, place) switch
        {
            SessionState.Active => TargetStates.OwnActive,
            SessionState.Superseded => TargetStates.OwnSuperseded,
            SessionState.Ended => TargetStates.OwnEnded,
            _ => TargetStates.OwnExpired,
        };
    }

    private static TSession? Find<TSession, TLookup>(ShownValue shown, ReadOnlySpan<char> text, TLookup sessions, out int place)
        where TSession : class
        where TLookup : struct, ISessionLookup<TSession>
    {
        foreach (var value in shown.Values.AsSpan())
        {
            if (sessions.Find(value, text) is { } found)
            {
                place = value;
                return found;
            }
        }

        place = -1;
        return null;
    }

    private static bool BelongTogether<TSession, TLookup, TRequest>(
        ValueList<ShownValue> shown, in TRequest request, JsonElement? body, TLookup sessions, TSession session)
        where TSession : class
        where TLookup : struct, ISessionLookup<TSession>
        where TRequest : IRequest, allows ref struct
    {
        foreach (var value in shown.AsSpan())
        {
            var text = CredentialReader.Read(value.Places, request, body);
            var belongs = false;
            foreach (var place in value.Values.AsSpan())
                belongs |= sessions.Has(session, place, text);
            if (!belongs)
                return false;
        }

        return true;
    }

    private static bool AreKnown<TSession, TLookup, TRequest>(
        ValueList<ShownValue> shown, in TRequest request, JsonElement? body, TLookup sessions)
        where TSession : class
        where TLookup : struct, ISessionLookup<TSession>
        where TRequest : IRequest, allows ref struct
    {
        foreach (var value in shown.AsSpan())
        {
            var text = CredentialReader.Read(value.Places, request, body);
            var isKnown = false;
            foreach (var place in value.Values.AsSpan())
                isKnown |= sessions.Knows(place, text);
            if (!isKnown)
                return false;
        }

        return true;
    }
}
