using System.Text.Json;
using LogoutContracts.Mocks.Matching;
using LogoutContracts.MockServer.Http;
using LogoutContracts.MockServer.Limits;
using LogoutContracts.MockServer.Overrides;
using LogoutContracts.MockServer.Routing;
using LogoutContracts.MockServer.Sessions;
using LogoutContracts.MockServer.Tls;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.MockServer.Deciding;

/// <summary>Chooses the variant that answers a request, and applies its effects to the sessions.</summary>
internal sealed class Decider(SessionModel model, SessionStore sessions, ActiveOverrides overrides, RateLimiter limiter)
{
    /// <summary>Finds the sessions of a request without choosing its answer: for requests that get none, or none of the contract.</summary>
    /// <param name="operation">Null for an unknown path.</param>
    public Decision Identify(RunningOperation? operation, in KestrelRequest request, JsonElement? json)
    {
        var known = sessions.CurrentAt(out var now).At(now);
        var caller = SessionResolver.Caller(
            model, operation?.Caller ?? model.Carried, request, json, known, out Session? session, out var mixed, out var place);
        var target = SessionResolver.Target(
            operation?.Operation?.Session.Target, request, json, known, session, out Session? named, out var id);
        var facts = new RequestFacts(
            caller, mixed, session?.Kind, target, BodyClass.Empty, request.BodyMediaType, request.Method, Certificate.Own)
        {
            Shown = session is null ? -1 : place,
        };
        return new(null, facts, new(model, session, named, id, null, null), EndedCaller: false, EndedTarget: false);
    }

    /// <param name="client">The client's certificate; null over plain HTTP.</param>
    /// <param name="mayChange">If false, the answer is chosen, but its effect on existing sessions is not applied.</param>
    public Decision Decide(
        RunningOperation operation, in Preference preference, in KestrelRequest request, ClientIdentity? client, BodyClass body,
        JsonElement? json, bool mayChange = true)
    {
        var asked = preference.Variant is null ? null : operation.Named(preference.Variant);
        var forced = preference.ForcedOn(operation);
        var overridden = overrides.ForcedOn(operation);
        var count = default(LimitCount);

        // A concurrent request may end a session after this one has read its state. Then this request is decided again.
        while (true)
        {
            var table = sessions.CurrentAt(out var now);
            var known = table.At(now);
            var caller = SessionResolver.Caller(
                model, operation.Caller, request, json, known, out Session? session, out var mixed, out var place);
            var targetState = SessionResolver.Target(
                operation.Operation?.Session.Target, request, json, known, session, out Session? target, out var id);
            var certificate = operation.AsksForCertificate ? CertificateCheck.Of(client, model.Users, session, operation.Operation)
                : Certificate.Own;
            ClientAccount? authenticated = null;
            var oauth = operation.AsksForClient
                ? ClientCheck.Of(model, operation.Operation!.Session, request, json, session?.Values?.Family.Client, out authenticated)
                    : Client.Own;
            var facts = new RequestFacts(
                caller, mixed, session?.Kind, targetState, body, request.BodyMediaType, request.Method, certificate)
            {
                Client = oauth,
                Shown = session is null ? -1 : place,
                IsUserKnown = UserCheck.IsKnown(model, operation.Operation?.Session, json),
            };

            // A forced answer whose rule does not match the request ends no session. It still opens one, because its body needs the
            // credentials.
            var shown = forced ?? (overridden is not null && !overridden.Rule.Fits(facts, request, json) ? overridden : null);
            var variant = shown ?? Choose(operation, overridden ?? asked, session, facts, request, json, ref count);
            if (variant is null)
                return new(null, facts, new(model, session, target, id, null, null), EndedCaller: false, EndedTarget: false);
            var acts = shown is null && mayChange;
            Session? renewed = null;
            if (acts && variant.Changes.Any && !SessionUpdate.TryApply(table, variant.Changes, facts, session, target, now, out renewed))
                continue;
            if (acts && caller == CallerStates.Active)
                session!.Use(now);
            var opened = variant.Opens ? Open(table, operation, json, session, client, authenticated, now) : null;
            var involved = new RequestSessions(model, session, target, id, opened, variant.Planned.Seeds)
            {
                Renewed = renewed,
                Count = count,
                Request = request,
                OfUser = variant.ListsSessions && session is not null ? table.ActiveOf(session.User, now) : [],
            };
            return new(variant, facts, involved, acts && variant.EndsCaller, acts && variant.EndsTarget)
            {
                IsForced = ReferenceEquals(variant, overridden),
                CallerAfter = acts && variant.Changes.Any && session is not null
                    ? SessionResolver.InSession(table.StateOf(session, place, now)) : caller,
            };
        }
    }

    /// <param name="count">The count of this request; a request that is decided again is not counted again.</param>
    private RunningVariant? Choose(
        RunningOperation operation, RunningVariant? asked, Session? session, in RequestFacts facts, in KestrelRequest request,
        JsonElement? json, ref LimitCount count)
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

    // Only an authenticated route knows the user. User names are strings and addresses are not, so the two cannot be confused.
    private static object ClientOf(
        RunningVariant variant, RateLimit limit, Session? session, in RequestFacts facts, in KestrelRequest request) =>
        limit.Key == LimitKey.User && facts.Caller == CallerStates.Active && variant.Planned.Variant.Rule.Caller == CallerStates.Active
            ? session!.User.Name : request.ClientAddress;

    private Session Open(
        SessionTable table, RunningOperation operation, JsonElement? json, Session? caller, ClientIdentity? client,
        ClientAccount? authenticated, long now) => table.Open(
        UserOf(operation, json, caller, client), operation.Operation!.Session.OpensKind, now,
        model.BindsToCertificate ? client?.CommonName : null, authenticated?.Id);

    // If the request names no user, the session belongs to the caller's user, the certificate's common name, or one common user.
    private string UserOf(RunningOperation operation, JsonElement? json, Session? caller, ClientIdentity? client) =>
        operation.Operation!.Session.User is { } user && json is { } body && JsonPointer.Find(body, user.Pointer) is { } value
            ? $"login/{value}"
            : caller?.User.Name ?? (model.Users.Any && client?.CommonName is { } name ? $"login/{name}" : "login");
}
