using System.Text.Json;
using LogoutContracts.Diffing.Changes;
using LogoutContracts.Mocks.Matching;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Diffing.Calls;

/// <summary>
/// Calls from a recording. The states of their sessions follow from its logins and logouts. A credential whose login is not in it counts
/// as active, unless the recorded answer contradicts that.
/// </summary>
internal sealed class RecordedCalls(MockPlan plan) : ICallSessions
{
    private const string UnknownUser = "of a login before the recording";

    private readonly SessionModel model = plan.Contract.Sessions;
    private readonly VariantResolver resolver = new(plan);
    private readonly List<KnownSession> known = [];

    /// <summary>The sessions whose login is not in the recording.</summary>
    public int Assumed { get; private set; }

    public IEnumerable<TriedRequest> Readings(LoggedCall call)
    {
        if (InContract(call.Request) is not { } request || resolver.Explain(request, known) is not { } first)
            yield break;
        var operation = first.Operation?.Operation;
        var shown = model.CallerOf(operation?.Session).Select(value => (value.Values, Text: Shown(value, operation, request))).ToList();
        var assumed = first.Facts is { Caller: CallerStates.Unknown, Mixed: false } && shown.TrueForAll(value => value.Text.Length > 0)
            ? new KnownSession(UnknownUser, model.DefaultKind, SessionState.Active, Values(shown)) : null;
        var sessions = assumed is null ? known : [.. known, assumed];
        if (operation?.Session.Target is { } target && first.Facts.Target == TargetStates.Unknown
            && Shown(target, operation, request) is { Length: > 0 } id)
        {
            // An id whose list is not in the recording can be the caller's own, or that of another session of the same user.
            var caller = assumed ?? Caller(shown);
            if (caller is not null)
            {
                yield return new(request, sessions.Select(session =>
                    ReferenceEquals(session, caller) ? With(session, target.Values[0], id) : session).ToValueList());
                yield return new(request, sessions.Append(With(
                    new(caller.User, caller.Kind, SessionState.Active, Values([])), target.Values[0], id)).ToValueList());
            }
        }

        yield return new(request, sessions.ToValueList());
        if (assumed is not null)
            yield return new(request, known.ToValueList());
    }

    public void Accept(LoggedCall call, TriedRequest reading, Resolution explained)
    {
        Assumed += reading.Sessions.Count(session => session.User is UnknownUser) - known.Count(session => session.User is UnknownUser);
        known.Clear();
        known.AddRange(reading.Sessions);
        var variant = explained.Variant!.Variant;
        var operation = explained.Operation?.Operation;
        var use = operation?.Session ?? SessionUse.None;
        var caller = Find(model.CallerOf(use).Select(value => (value, Shown(value, operation, reading.Request))));
        var target = use.Target is { } named ? Find([(named, Shown(named, operation, reading.Request))]) : null;
        Change(caller, variant.Ends(Role.Caller) ? SessionState.Ended : null);
        Change(target, variant.Ends(Role.Target) ? SessionState.Ended : null);
        if (use.Ends is SessionEnd.User && (variant.Ends(Role.Caller) || variant.Ends(Role.Target)))
            EndAll((target ?? caller)?.User, null);
        if (use.Ends is SessionEnd.Others && variant.Ends(Role.Other))
            EndAll(caller?.User, caller);
        if (variant.Renews && caller is not null)
        {
            Change(caller, SessionState.Superseded);
            Open(use.Renewing, caller.User, caller.Kind, call);
        }

        if (variant.Opens)
            Open(use.Opens, UserOf(use, call) ?? caller?.User ?? "user", use.OpensKind ?? model.DefaultKind, call);
        foreach (var given in use.Gives.Where(given => model.IndexOf(given.Name) >= 0))
        {
            if (caller is not null && ValueIn(given.From, call) is { } value)
                Replace(caller, With(caller, model.IndexOf(given.Name), value));
        }
    }

    /// <summary>The request without the base path of the server; null if the contract has no such path.</summary>
    private RenderedRequest? InContract(RenderedRequest request)
    {
        while (resolver.Explain(request, known) is null)
        {
            var slash = request.Target.Split('?')[0].IndexOf('/', 1);
            if (slash < 0)
                return null;
            request = request with { Target = request.Target[slash..] };
        }

        return request;
    }

    private static string Shown(ShownValue value, Operation? operation, RenderedRequest request) =>
        RenderedBody.Shown(value, operation?.Body, request);

    private KnownSession? Caller(IReadOnlyList<(ValueList<int> Values, string Text)> shown) => known.Find(session =>
        shown.Any(value => value.Values.Any(place => !model.IsShared(place) && IsValue(session, place, value.Text))));

    private KnownSession? Find(IEnumerable<(ShownValue Shown, string Text)> values) =>
        Caller([.. values.Select(value => (value.Shown.Values, value.Text))]);

    private static bool IsValue(KnownSession session, int place, string text) =>
        text.Length > 0 && string.Equals(session.Values[place].Value, text, StringComparison.Ordinal);

    private void Open(ValueList<Opening> openings, string user, string? kind, LoggedCall call)
    {
        var session = new KnownSession(user, kind, SessionState.Active, Values([]));
        foreach (var opening in openings.Where(opening => model.IndexOf(opening.Name) >= 0))
        {
            if (ValueIn(opening.From, call) is { } value)
                session = With(session, model.IndexOf(opening.Name), value);
        }

        known.Add(session);
    }

    private ValueList<SeededValue> Values(IReadOnlyList<(ValueList<int> Values, string Text)> shown) => model.ValueNames
        .Select((name, i) => new SeededValue(name, shown.FirstOrDefault(value => value.Values.Contains(i)).Text ?? "")).ToValueList();

    private static KnownSession With(KnownSession session, int place, string value) => session with
    {
        Values = session.Values.Select((known, i) => i == place ? known with { Value = value } : known).ToValueList(),
    };

    private void Change(KnownSession? session, SessionState? state)
    {
        if (session is not null && state is { } next)
            Replace(session, session with { State = next });
    }

    private void EndAll(string? user, KnownSession? except)
    {
        foreach (var session in known.Where(session => string.Equals(session.User, user, StringComparison.Ordinal)
            && !ReferenceEquals(session, except)).ToList())
            Change(session, SessionState.Ended);
    }

    private void Replace(KnownSession old, KnownSession @new)
    {
        var at = known.FindIndex(session => ReferenceEquals(session, old));
        if (at >= 0)
            known[at] = @new;
    }

    private static string? UserOf(SessionUse use, LoggedCall call) => use.User is { } user
        && Mocks.Requests.Editing.BodyEdit.BodyValue(call.Request, user.Pointer) is { } value ? value.ToString() : null;

    private static string? ValueIn(Locator from, LoggedCall call)
    {
        switch (from)
        {
            case Locator.ResponseHeader header:
                return call.AnswerHeaders.FirstOrDefault(each => each.Name.Equals(header.Name, StringComparison.OrdinalIgnoreCase))?.Value;
            case Locator.ResponseCookie cookie:
                return call.AnswerHeaders.Where(each => each.Name.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase))
                    .Select(each => each.Value.Split(';')[0].Split('=', 2))
                    .FirstOrDefault(pair => pair.Length == 2 && string.Equals(pair[0].Trim(), cookie.Name, StringComparison.Ordinal))?[1];
            case Locator.ResponseBody body:
                try
                {
                    return JsonPointer.Find(JsonElement.Parse(call.AnswerBody), body.Pointer)?.ToString();
                }
                catch (JsonException)
                {
                    return null;
                }

            default:
                return null;
        }
    }
}
