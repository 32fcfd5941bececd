using System.Text;
using System.Text.Json;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Reading;

namespace LogoutContracts.Mocks;

/// <summary>What a server would know about a variant's example request, found out from the spec alone: whose values stand where.</summary>
internal static class ExampleFacts
{
    /// <param name="operation">Null for a variant on a path.</param>
    /// <param name="json">The example's body, where it is JSON; the caller disposes of it.</param>
    public static RequestFacts Of(PlannedVariant planned, Operation? operation, SessionModel sessions, RenderedRequest request, out JsonDocument? json)
    {
        var view = new RenderedRequestView(request);
        var (caller, mixed) = CallerOf(planned, sessions, view);
        var mediaType = view.TryGetHeader("Content-Type", out var contentType) ? MediaType.Essence(contentType.ToString()) : "";
        var body = BodyReader.Classify(operation?.Body, Encoding.UTF8.GetBytes(request.Body ?? ""), mediaType, out json);
        var target = operation?.Session.Target is { } name ? TargetOf(planned, name, json) : TargetStates.Absent;
        var kind = (caller & CallerStates.Known) != 0 ? planned.Variant.Given.Kind : null;
        return new(caller, mixed, kind, target, body, mediaType, request.Method, planned.Variant.Request.Certificate);
    }

    private static (CallerStates Caller, bool Mixed) CallerOf(PlannedVariant planned, SessionModel sessions, RenderedRequestView request)
    {
        var presented = new List<SeededValue>();
        foreach (var credential in sessions.Credentials)
        {
            var read = CredentialReader.Read(credential, request);
            if (!read.IsEmpty)
                presented.Add(new(credential.Name, read.ToString()));
        }

        if (presented.Count == 0)
            return (CallerStates.Absent, false);
        if (presented.Count < sessions.Credentials.Count)
            return (CallerStates.Partial, false);
        if (planned.Seeds.Find(Role.Caller) is { } caller && presented.TrueForAll(value => caller.Values.Contains(value)))
            return (planned.Variant.Given.Caller, false);
        return (CallerStates.Unknown, presented.TrueForAll(value => planned.Seeds.Sessions.Any(session => session.Values.Contains(value))));
    }

    private static TargetStates TargetOf(PlannedVariant planned, TargetName name, JsonDocument? json)
    {
        if (json is null || JsonPointer.Find(json.RootElement, name.In.Pointer) is not { } value)
            return TargetStates.Absent;
        if (value.ValueKind != JsonValueKind.String)
            return TargetStates.Unknown;
        var named = new SeededValue(name.Id, value.GetString()!);
        if (planned.Seeds.Find(Role.Caller) is { } caller && caller.Values.Contains(named))
            return TargetStates.Self;
        return planned.Seeds.Find(Role.Target) is { } target && target.Values.Contains(named) ? planned.Variant.Given.Target : TargetStates.Unknown;
    }
}
