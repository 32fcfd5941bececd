using System.Text.Json;
using LogoutContracts.Mocks.Matching;
using LogoutContracts.MockServer.Http;
using LogoutContracts.MockServer.Limits;
using LogoutContracts.MockServer.Routing;
using LogoutContracts.MockServer.Sessions;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.MockServer.Deciding;

/// <summary>Chooses the variant that answers a request, and applies its effects to the sessions that were looked up for it.</summary>
internal sealed class Decider(SessionModel model, RateLimiter limiter)
{
    /// <summary>Finds the sessions of a request without choosing its answer: for requests that get none, or none of the contract.</summary>
    /// <param name="operation">Null for an unknown path.</param>
    public Decision Identify(in Look look, RunningOperation? operation, in KestrelRequest request, JsonElement? json)
    {
        var known = look.Sessions;
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

    /// <param name="count">The count of this request; a request that is decided again is not counted again.</param>
    /// <returns>
    /// False if a concurrent request has changed one of the sessions in the meantime: then nothing has changed, and the request must be
    /// decided again with another look.
    /// </returns>
    public bool TryDecide(in Look look, in OperationCall call, ref LimitCount count, out Decision decision)
    {
        var (table, now) = look;
        var known = look.Sessions;
        var (operation, request, json) = (call.Operation, call.Request, call.Json);
        var caller = SessionResolver.Caller(
            model, operation.Caller, request, json, known, out Session? session, out var mixed, out var place);
        var targetState = SessionResolver.Target(
            operation.Operation?.Session.Target, request, json, known, session, out Session? target, out var id);
        var certificate = operation.AsksForCertificate ? CertificateCheck.Of(call.Client, model.Users, session, operation.Operation)
            : Certificate.Own;
        ClientAccount? authenticated = null;
        var oauth = operation.AsksForClient
            ? ClientCheck.Of(model, operation.Operation!.Session, request, json, session?.Values?.Family.Client, out authenticated)
                : Client.Own;
        var facts = new RequestFacts(
            caller, mixed, session?.Kind, targetState, call.Body, request.BodyMediaType, request.Method, certificate)
        {
            Client = oauth,
            Shown = session is null ? -1 : place,
            IsUserKnown = UserCheck.IsKnown(model, operation.Operation?.Session, json),
        };

        // A forced answer whose rule does not match the request ends no session. It still opens one, because its body needs the
        // credentials.
        var overridden = call.Overridden;
        var shown = call.Preference.ForcedOn(operation)
            ?? (overridden is not null && !overridden.Rule.Fits(facts, request, json) ? overridden : null);
        var asked = overridden ?? (call.Preference.Variant is { } name ? operation.Named(name) : null);
        var variant = shown ?? Choose(operation, asked, session, facts, request, json, ref count);
        if (variant is null)
        {
            decision = new(null, facts, new(model, session, target, id, null, null), EndedCaller: false, EndedTarget: false);
            return true;
        }

        var acts = shown is null && call.MayChange;
        Session? renewed = null;
        if (acts && variant.Changes.Any && !SessionUpdate.TryApply(table, variant.Changes, facts, session, target, now, out renewed))
        {
            decision = default;
            return false;
        }

        if (acts && caller == CallerStates.Active)
            session!.Use(now);
        var opened = variant.Opens ? Open(table, call, session, authenticated, now) : null;
        var involved = new RequestSessions(model, session, target, id, opened, variant.Planned.Seeds)
        {
            Renewed = renewed,
            Count = count,
            Request = request,
            OfUser = variant.ListsSessions && session is not null ? table.ActiveOf(session.User, now) : [],
        };
        decision = new(variant, facts, involved, acts && variant.EndsCaller, acts && variant.EndsTarget)
        {
            IsForced = ReferenceEquals(variant, overridden),
            CallerAfter = acts && variant.Changes.Any && session is not null
                ? SessionResolver.InSession(table.StateOf(session, place, now)) : caller,
        };
        return true;
    }

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

    private Session Open(SessionTable table, in OperationCall call, Session? caller, ClientAccount? authenticated, long now) => table.Open(
        UserOf(call, caller), call.Operation.Operation!.Session.OpensKind, now,
        model.BindsToCertificate ? call.Client?.CommonName : null, authenticated?.Id);

    // If the request names no user, the session belongs to the caller's user, the certificate's common name, or one common user.
    private string UserOf(in OperationCall call, Session? caller) =>
        LoginName.In(call) ?? caller?.User.Name ?? LoginName.Otherwise(model, call.Client);
}
