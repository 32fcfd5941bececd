using System.Text.Json;
using LogoutContracts.MockServer.Http;
using LogoutContracts.MockServer.Limits;
using LogoutContracts.MockServer.Overrides;
using LogoutContracts.MockServer.Routing;
using LogoutContracts.MockServer.Sessions;
using LogoutContracts.MockServer.Tls;
using LogoutContracts.Mocks.Matching;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.MockServer.Deciding;

/// <summary>The thinking half of a mock: finds the variant that rules a request, and does to the sessions what it says.</summary>
internal sealed class Decider(SessionModel model, SessionStore sessions, ActiveOverrides steering, RateLimiter limiter)
{
    /// <param name="client">Who is at the other end of the connection; null over plain HTTP.</param>
    public Decision Decide(RunningOperation operation, in Preference preference, in KestrelRequest request, ClientIdentity? client, BodyClass body, JsonElement? json)
    {
        var asked = preference.Variant is null ? null : operation.Named(preference.Variant);
        var forced = preference.ForcedOn(operation);
        var steered = steering.ForcedOn(operation);
        var table = sessions.Current;
        var count = default(LimitCount);

        // A session can end between being looked at and being ended by this request: then somebody else was first, and the request is judged anew.
        while (true)
        {
            var now = sessions.Now;
            var known = table.At(now);
            var caller = SessionResolver.Caller(model, request, known, out Session? session, out var mixed);
            var targetState = SessionResolver.Target(operation.Operation?.Session.Target, operation.TargetId, json, known, session, out Session? target, out var id);
            var certificate = operation.AsksForCertificate ? CertificateCheck.Of(client, model.Users, session, operation.Operation) : Certificate.Own;
            var facts = new RequestFacts(caller, mixed, session?.Kind, targetState, body, request.BodyMediaType, request.Method, certificate)
            {
                IsUserKnown = UserCheck.IsKnown(model, operation.Operation?.Session, json),
            };

            // An answer that is forced on a request that its rule does not fit is only shown: it ends no session. What it opens it must open, or it would hand out nothing.
            var shown = forced ?? (steered is not null && !steered.Rule.Fits(facts, request, json) ? steered : null);
            var variant = shown ?? Choose(operation, steered ?? asked, session, facts, request, json, ref count);
            if (variant is null)
                return new(null, facts, new(model, session, target, id, null, null), EndedCaller: false, EndedTarget: false);
            var acts = shown is null;
            if (acts && !TryEnd(table, variant, facts, session, target, now))
                continue;
            if (acts && caller == CallerStates.Active)
                session!.Use(now);
            var opened = variant.Opens ? table.Open(UserOf(operation, json, session, client), operation.Operation!.Session.OpensKind, now, model.BindsToCertificate ? client?.CommonName : null) : null;
            return new(variant, facts, new(model, session, target, id, opened, variant.Planned.Seeds) 
            {
                Count = count,
                Request = request,
                OfUser = variant.ListsSessions && session is not null ? table.ActiveOf(session.User, now) : [],
            }, acts && variant.EndsCaller, acts && variant.EndsTarget);
        }
    }

    /// <param name="count">How the request was counted; it is counted once, however often it is judged.</param>
    private RunningVariant? Choose(
        RunningOperation operation, RunningVariant? asked, Session? session, in RequestFacts facts, in KestrelRequest request, JsonElement? json, ref LimitCount count)
    {
        if (asked is not null && asked.Rule.Fits(facts, request, json))
            return asked;
        if (session?.Preferred is { } preferred && operation.Own(preferred) is { } own && own.Rule.Fits(facts, request, json))
            return own;
        foreach (var variant in operation.Defaults)
        {
            if (!variant.Rule.Fits(facts, request, json))
                continue;
            if (variant.Planned.Limit is not { } limit)
                return variant;
            if (!count.IsCounted)
                count = limiter.Count(limit, operation.Place, ClientOf(variant, limit, session, facts, request));
            if (count.IsOver)
                return variant;
        }

        return null;
    }

    // Only a route that authenticates knows the user. A name cannot be mistaken for an address, which is not a string.
    private static object ClientOf(RunningVariant variant, RateLimit limit, Session? session, in RequestFacts facts, in KestrelRequest request) =>
        limit.Key == LimitKey.User && facts.Caller == CallerStates.Active && variant.Planned.Variant.Rule.Caller == CallerStates.Active ? session!.User.Name : request.ClientAddress;

    /// <returns>False where a session that takes part has ended meanwhile; then nothing is done.</returns>
    private static bool TryEnd(SessionTable table, RunningVariant variant, in RequestFacts facts, Session? caller, Session? target, long now)
    {
        if (!variant.EndsCaller && !variant.EndsTarget)
            return true;
        lock (table.Ending)
        {
            if (facts.Caller == CallerStates.Active && table.StateOf(caller!, now) != SessionState.Active)
                return false;
            if (facts.Target == TargetStates.OwnActive && table.StateOf(target!, now) != SessionState.Active)
                return false;
            if (variant.EndsCaller)
                caller?.End();
            if (variant.EndsTarget)
                target?.End();
            return true;
        }
    }

    // Without a name in the request, all logins are of one user, or, where certificates have names, of theirs.
    private string UserOf(RunningOperation operation, JsonElement? json, Session? caller, ClientIdentity? client) =>
        operation.Operation!.Session.User is { } user && json is { } body && JsonPointer.Find(body, user.Pointer) is { } value ? $"login/{value}" : caller?.User.Name ?? (model.Users.Any && client?.CommonName is { } name ? $"login/{name}" : "login");
}
