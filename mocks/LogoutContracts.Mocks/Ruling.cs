using System.Text;
using System.Text.Json;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Reading;

namespace LogoutContracts.Mocks;

/// <summary>Says, from the contract alone, which variant rules a request: what a server that keeps the contract answers. Pure.</summary>
public static class Ruling
{
    /// <param name="sessions">All that the server knows; any other credential is one that it never handed out.</param>
    /// <returns>The variant that holds by default; null where the contract has no such path, or says nothing about the method.</returns>
    public static PlannedVariant? Of(MockPlan plan, RenderedRequest request, IReadOnlyCollection<KnownSession> sessions)
    {
        var path = request.Target.Split('?')[0];
        var place = plan.Paths.FirstOrDefault(known => string.Equals(known.Template.Text, path, StringComparison.Ordinal)) ?? plan.Paths.FirstOrDefault(known => known.Template.Matches(path));
        if (place is null)
            return null;
        var planned = place.Operations.FirstOrDefault(operation => string.Equals(operation.Operation.Method, request.Method, StringComparison.Ordinal));
        var variants = planned?.Variants ?? place.OtherMethods;
        var others = planned is null ? [.. place.Methods, .. place.OtherMethods.Select(variant => variant.Variant.Rule.Method).OfType<string>()] : planned.Operation.Body?.MediaTypes ?? [];
        var facts = FactsOf(plan.Contract.Sessions, planned?.Operation, request, sessions, out var json);
        using (json)
        {
            var view = new RenderedRequestView(request);
            var body = json?.RootElement;
            return variants.FirstOrDefault(variant => variant is { IsDefault: true, IsServed: true, Answer: not null } && new CompiledRule(variant.Variant.Rule, others).Fits(facts, view, body));
        }
    }

    private static RequestFacts FactsOf(SessionModel model, Operation? operation, RenderedRequest request, IReadOnlyCollection<KnownSession> sessions, out JsonDocument? json)
    {
        var view = new RenderedRequestView(request);
        var mediaType = view.TryGetHeader("Content-Type", out var contentType) ? MediaType.Essence(contentType.ToString()) : "";
        var body = BodyReader.Classify(operation?.Body, Encoding.UTF8.GetBytes(request.Body ?? ""), mediaType, out json);
        var (state, mixed, caller) = CallerOf(model, view, sessions);
        var target = operation?.Session.Target is { } name && json is not null ? TargetOf(name, json.RootElement, caller, sessions) : TargetStates.Absent;
        return new(state, mixed, caller?.Kind, target, body, mediaType, request.Method, Certificate.Own);
    }

    private static (CallerStates State, bool Mixed, KnownSession? Caller) CallerOf(SessionModel model, RenderedRequestView request, IReadOnlyCollection<KnownSession> sessions)
    {
        var presented = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var credential in model.Credentials)
        {
            var read = CredentialReader.Read(credential, request);
            if (!read.IsEmpty)
                presented.Add(credential.Name, read.ToString());
        }

        if (presented.Count == 0)
            return (CallerStates.Absent, false, null);
        if (presented.Count < model.Credentials.Count)
            return (CallerStates.Partial, false, null);
        var key = model.Credentials[model.Key].Name;
        if (sessions.FirstOrDefault(session => Has(session, key, presented[key])) is not { } found)
            return (CallerStates.Unknown, false, null);
        if (presented.All(value => Has(found, value.Key, value.Value)))
            return (found.State switch { SessionState.Active => CallerStates.Active, SessionState.Ended => CallerStates.Ended, _ => CallerStates.Expired }, false, found);
        return (CallerStates.Unknown, presented.All(value => sessions.Any(session => Has(session, value.Key, value.Value))), null);
    }

    private static TargetStates TargetOf(TargetName name, JsonElement body, KnownSession? caller, IReadOnlyCollection<KnownSession> sessions)
    {
        if (JsonPointer.Find(body, name.In.Pointer) is not { } value)
            return TargetStates.Absent;
        if (value.ValueKind != JsonValueKind.String || sessions.FirstOrDefault(session => Has(session, name.Id, value.GetString()!)) is not { } found)
            return TargetStates.Unknown;
        if (ReferenceEquals(found, caller))
            return TargetStates.Self;
        if (caller is null || !string.Equals(found.User, caller.User, StringComparison.Ordinal))
            return TargetStates.Foreign;
        return found.State switch { SessionState.Active => TargetStates.OwnActive, SessionState.Ended => TargetStates.OwnEnded, _ => TargetStates.OwnExpired };
    }

    private static bool Has(KnownSession session, string name, string value) => session.Values.Contains(new SeededValue(name, value));
}

/// <summary>A session that a server knows.</summary>
/// <param name="User">Sessions with the same user are of one person.</param>
/// <param name="Kind">Null where the contract has no kinds.</param>
/// <param name="Values">Its credentials and ids.</param>
public sealed record KnownSession(string User, string? Kind, SessionState State, ValueList<SeededValue> Values);
