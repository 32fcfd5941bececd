using System.Text.Json;
using LogoutContracts.Mocks;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Reading;
using Microsoft.AspNetCore.Http.Features;

namespace LogoutContracts.Serving;

/// <summary>One contract, running: takes a request, finds the variant that rules it, does to the sessions what that variant says, and answers.</summary>
internal sealed class ContractMock
{
    private readonly RunningPlan plan;
    private readonly SessionStore sessions;

    public ContractMock(MockPlan plan, TimeProvider clock)
    {
        this.plan = new(plan);
        sessions = new(plan.Contract.Sessions, clock, this.plan.Seeds);
    }

    public MockPlan Plan => plan.Plan;

    public void Reset() => sessions.Reset();

    public ValueTask AnswerAsync(IFeatureCollection features)
    {
        var body = RequestBodyReader.ReadAsync(features);
        if (!body.IsCompletedSuccessfully)
            return Awaited(body, features);
        return Answer(features, body.Result);

        async ValueTask Awaited(ValueTask<ReadOnlyMemory<byte>> reading, IFeatureCollection to) => await Answer(to, await reading);
    }

    private ValueTask Answer(IFeatureCollection features, ReadOnlyMemory<byte> bytes)
    {
        var http = features.GetRequiredFeature<IHttpRequestFeature>();
        var path = plan.Find(http.Path);
        if (path is null)
            return Problems.NoPathAsync(features, Plan, http);

        var operation = path.Find(http.Method);
        var request = new KestrelRequest(http);
        var mediaType = MediaTypeOf(request);
        var body = BodyReader.Classify(operation.Operation?.Body, bytes, mediaType, out var json);
        ValueTask answering;
        using (json)
            answering = Answer(features, path, operation, request, mediaType, body, json?.RootElement);
        return answering;
    }

    private ValueTask Answer(IFeatureCollection features, RunningPath path, RunningOperation operation, KestrelRequest request, string mediaType, BodyClass body, JsonElement? json)
    {
        var preference = request.TryGetHeader("Prefer", out var prefer) ? Preference.Parse(prefer) : default;
        var asked = preference.Variant is null ? null : operation.Named(preference.Variant);
        if (preference.Variant is not null && asked is null)
            return Problems.NoSuchVariantAsync(features, operation, preference.Variant);

        // A session can end between being looked at and being ended by this request: then somebody else was first, and the request is judged anew.
        while (true)
        {
            var now = sessions.Now;
            var caller = sessions.Caller(request, now, out var session, out var mixed);
            var id = TargetIdOf(operation, json);
            Session? target = null;
            var targetState = operation.TargetId < 0 || json is null ? TargetStates.Absent : TargetOf(operation, id, json.Value, session, now, out target);
            var facts = new RequestFacts(caller, mixed, session?.Kind, targetState, body, mediaType, Method(features), Certificate.Own);
            var forced = preference.IsForced ? Forced(operation, preference) : null;
            var variant = forced ?? Choose(operation, asked, session, facts, request, json);
            if (variant is null)
                return Problems.NoVariantAsync(features, Plan, path, operation, facts, request, json);

            if (forced is null && !TryEnd(variant, session, caller, target, targetState))
                continue;
            if (caller == CallerStates.Active && forced is null)
                session!.Use(now);
            var opened = variant.Opens ? sessions.Open(UserOf(operation, json, session), operation.Operation!.Session.OpensKind) : null;
            return variant.Answer.WriteAsync(features, new(Plan.Contract.Sessions, session, target, id, opened, variant.Planned.Seeds));
        }
    }

    private static RunningVariant? Choose(RunningOperation operation, RunningVariant? asked, Session? session, in RequestFacts facts, in KestrelRequest request, JsonElement? json)
    {
        if (asked is not null && asked.Rule.Fits(facts, request, json))
            return asked;
        if (session?.Preferred is { } preferred && operation.Has(preferred) && preferred.Rule.Fits(facts, request, json))
            return preferred;
        foreach (var variant in operation.Defaults)
        {
            if (variant.Rule.Fits(facts, request, json))
                return variant;
        }

        return null;
    }

    private static RunningVariant? Forced(RunningOperation operation, Preference preference) => operation.Variants.FirstOrDefault(variant => preference.Wants(variant.Planned.Variant));

    /// <returns>False where a session that this request was to end has ended meanwhile.</returns>
    private static bool TryEnd(RunningVariant variant, Session? caller, CallerStates callerState, Session? target, TargetStates targetState)
    {
        if (variant.EndsCaller && callerState == CallerStates.Active && !caller!.TryEnd())
            return false;
        if (!variant.EndsTarget || target is null || ReferenceEquals(target, caller) && variant.EndsCaller)
            return true;
        return (targetState is not (TargetStates.OwnActive or TargetStates.Self or TargetStates.Foreign)) || target.TryEnd() || targetState == TargetStates.Foreign;
    }

    private static string? TargetIdOf(RunningOperation operation, JsonElement? json) =>
        operation.TargetId >= 0 && json is { } body && JsonPointer.Find(body, operation.Operation!.Session.Target!.In.Pointer) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private TargetStates TargetOf(RunningOperation operation, string? id, JsonElement json, Session? caller, long now, out Session? target)
    {
        if (id is not null)
            return sessions.Target(id, operation.TargetId, caller, now, out target);
        target = null;
        return JsonPointer.Find(json, operation.Operation!.Session.Target!.In.Pointer) is null ? TargetStates.Absent : TargetStates.Unknown;
    }

    // Without a name in the request, all logins are of one user.
    private static string UserOf(RunningOperation operation, JsonElement? json, Session? caller) =>
        operation.Operation!.Session.User is { } user && json is { } body && JsonPointer.Find(body, user.Pointer) is { } value ? $"login/{value}" : caller?.User ?? "login";

    private static string MediaTypeOf(in KestrelRequest request) => request.TryGetHeader("Content-Type", out var value) ? MediaType.Essence(value.ToString()) : "";

    private static string Method(IFeatureCollection features) => features.GetRequiredFeature<IHttpRequestFeature>().Method;
}
