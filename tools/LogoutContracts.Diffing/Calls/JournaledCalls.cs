using System.Security.Cryptography;
using System.Text;
using LogoutContracts.Diffing.Changes;
using LogoutContracts.Mocks.Journals;
using LogoutContracts.Mocks.Matching;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Mocks.Requests.Editing;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Diffing.Calls;

/// <summary>
/// Calls from a mock's journal, which says the states of the sessions and hides the credentials. Other values in the right states stand for
/// them; other hidden values are those of the example of the variant that answered.
/// </summary>
internal sealed class JournaledCalls(MockPlan plan) : ICallSessions
{
    private readonly SessionModel model = plan.Contract.Sessions;

    public IEnumerable<TriedRequest> Readings(LoggedCall call)
    {
        var facts = call.Facts!;
        var variant = plan.Variants.FirstOrDefault(planned => string.Equals(planned.Operation, facts.Operation, StringComparison.Ordinal)
            && string.Equals(planned.Name, facts.Variant, StringComparison.Ordinal));
        if (variant is not null && string.Equals(facts.Contract, plan.Contract.Id, StringComparison.Ordinal))
            yield return Read(call, facts, variant);
    }

    public void Accept(LoggedCall call, TriedRequest reading, Resolution explained)
    {
        // The journal has the states of each call.
    }

    private TriedRequest Read(LoggedCall call, JournaledFacts facts, PlannedVariant variant)
    {
        var use = plan.Contract.FindOperation(variant.Operation)?.Session;
        var kind = variant.Variant.Rule.Kind ?? variant.Variant.Given.Kind ?? model.DefaultKind;
        var (caller, other) = (Session("caller", "user", kind, StateOf(facts.Caller)), TargetOf(facts.Target, kind));
        var request = JournaledRequest.Revealed(
            call.Request, RenderedRequest.Of(variant.Variant.Request, variant.Seeds.ValueOf), use);
        request = WithCaller(request, model.CallerOf(use), facts.Caller, variant, caller);
        if (use?.Target is { } target)
        {
            var named = facts.Target == TargetStates.Self ? caller : other;
            request = request.With(target, facts.Target == TargetStates.Absent ? null : ValueOf(named, target.Values[0]));
        }

        var known = new List<KnownSession>();
        if ((facts.Caller & CallerStates.Known) != 0)
            known.Add(caller);
        if ((facts.Target & ~(TargetStates.Absent | TargetStates.Unknown | TargetStates.Self)) != 0)
            known.Add(other);
        return new(request, known.ToValueList());
    }

    private static RenderedRequest WithCaller(
        RenderedRequest request, ValueList<ShownValue> shown, CallerStates state, PlannedVariant variant, KnownSession caller)
    {
        // Of a partial caller, the journal shows which headers are there.
        var there = shown.Where(value => value.Places.Any(place => request.Has(place))).ToList();
        foreach (var value in shown)
        {
            var isThere = state != CallerStates.Absent
                && (state != CallerStates.Partial || (there.Count < shown.Count && there.Contains(value)));
            var given = variant.Variant.Given.Shown is { } chosen && value.Values.Contains(chosen) ? chosen : value.Values[0];
            request = request.With(value, isThere ? ValueOf(caller, given) : null);
        }

        return request;
    }

    private KnownSession TargetOf(TargetStates state, string? kind) => Session(
        "target", state == TargetStates.Foreign ? "another user" : "user", kind, state switch
        {
            TargetStates.OwnEnded => SessionState.Ended,
            TargetStates.OwnExpired => SessionState.Expired,
            TargetStates.OwnSuperseded => SessionState.Superseded,
            _ => SessionState.Active,
        });

    private KnownSession Session(string role, string user, string? kind, SessionState state) => new(
        user, kind, state,
        model.ValueNames.Select((name, i) => new SeededValue(name, Made(name, model.IsShared(i) ? user : role))).ToValueList());

    private string Made(string name, string of) =>
        model.FormatOf(name)!.Generate(SHA256.HashData(Encoding.UTF8.GetBytes($"call {of} {name}")));

    private static string ValueOf(KnownSession session, int place) => session.Values[place].Value;

    private static SessionState StateOf(CallerStates caller) => caller switch
    {
        CallerStates.Ended => SessionState.Ended,
        CallerStates.Expired => SessionState.Expired,
        CallerStates.Superseded => SessionState.Superseded,
        _ => SessionState.Active,
    };
}
