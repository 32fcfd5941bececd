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
        var forced = preference.IsForced ? Forced(operation, preference) : null;
        if (operation.Variants.Count > 0 && ((preference.Variant is not null && asked is null) || (preference.IsForced && forced is null)))
            return Problems.NoSuchVariantAsync(features, operation, preference);

        var table = sessions.Current;

        // A session can end between being looked at and being ended by this request: then somebody else was first, and the request is judged anew.
        while (true)
        {
            var now = sessions.Now;
            var caller = table.Caller(request, now, out var session, out var mixed);
            var id = TargetIdOf(operation, json);
            Session? target = null;
            var targetState = operation.TargetId < 0 || json is null ? TargetStates.Absent : TargetOf(table, operation, id, json.Value, session, now, out target);
            var facts = new RequestFacts(caller, mixed, session?.Kind, targetState, body, mediaType, Method(features), Certificate.Own);
            var variant = forced ?? Choose(operation, asked, session, facts, request, json);
            if (variant is null)
                return Problems.NoVariantAsync(features, Plan, path, operation, facts, request, json);

            if (forced is null && !TryEnd(table, variant, facts, session, target, now))
                continue;
            if (caller == CallerStates.Active && forced is null)
                session!.Use(now);
            var opened = variant.Opens ? table.Open(UserOf(operation, json, session), operation.Operation!.Session.OpensKind, now) : null;
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

    // Of several that answer so, one that is in force goes before one of another release.
    private static RunningVariant? Forced(RunningOperation operation, Preference preference) =>
        operation.Variants.Where(variant => preference.Wants(variant.Planned.Variant)).MaxBy(variant => variant.Planned.IsDefault);

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

    private static string? TargetIdOf(RunningOperation operation, JsonElement? json) =>
        operation.TargetId >= 0 && json is { } body && JsonPointer.Find(body, operation.Operation!.Session.Target!.In.Pointer) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private static TargetStates TargetOf(SessionTable table, RunningOperation operation, string? id, JsonElement json, Session? caller, long now, out Session? target)
    {
        if (id is not null)
            return table.Target(id, operation.TargetId, caller, now, out target);
        target = null;
        return JsonPointer.Find(json, operation.Operation!.Session.Target!.In.Pointer) is null ? TargetStates.Absent : TargetStates.Unknown;
    }

    // Without a name in the request, all logins are of one user.
    private static string UserOf(RunningOperation operation, JsonElement? json, Session? caller) =>
        operation.Operation!.Session.User is { } user && json is { } body && JsonPointer.Find(body, user.Pointer) is { } value ? $"login/{value}" : caller?.User ?? "login";

    private static string MediaTypeOf(in KestrelRequest request) => request.TryGetHeader("Content-Type", out var value) ? MediaType.Essence(value.ToString()) : "";

    private static string Method(IFeatureCollection features) => features.GetRequiredFeature<IHttpRequestFeature>().Method;
}
