using LogoutContracts.Mocks.Matching;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Mocks.Requests.Editing;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Verification.Audit.Checks;

/// <summary>The contract under audit: its logouts, and the answers that it states for requests. Pure.</summary>
/// <param name="window">What its logout leaves alive for a time; null if nothing.</param>
internal sealed class AuditedContract(MockPlan plan, LogoutWindow? window = null)
{
    private readonly VariantResolver resolver = new(plan);

    public MockPlan Plan => plan;

    public SessionModel Sessions => plan.Contract.Sessions;

    /// <summary>What the logout leaves alive for a time; null if nothing.</summary>
    public LogoutWindow? Window => window;

    /// <summary>Whether a variant ends its caller's session, or at least the credential that is audited.</summary>
    public bool Ends(PlannedVariant variant) => variant.Variant.Ends(Role.Caller)
        || (window is not null && variant.Variant.StateAfter(Role.Caller, Key.Name) == SessionState.Ended);

    /// <summary>The secret credential that identifies a session.</summary>
    public Credential Key => Sessions.Credentials[Sessions.Key];

    /// <summary>The cookie that carries the key credential; null if no cookie does.</summary>
    public Carrier? Cookie => Key.Carriers.FirstOrDefault(carrier => carrier.Kind == CarrierKind.Cookie);

    /// <summary>The plainest variant that ends its caller's session; null if the release has none.</summary>
    public PlannedVariant? Logout => LogoutOf(Sessions.DefaultKind);

    /// <summary>The plainest variant that ends a session of this kind; null if the release has none.</summary>
    public PlannedVariant? LogoutOf(string? kind) => Preconditions.EnderOf(plan, kind);

    /// <summary>The operation of <see cref="Logout"/>, which must not be null.</summary>
    public Operation LogoutOperation => plan.Contract.FindOperation(Logout!.Operation)!;

    /// <summary>The kinds of sessions; a single null if the contract has no kinds.</summary>
    public IEnumerable<string?> Kinds => Sessions.Kinds.Count > 0 ? Sessions.Kinds.AsEnumerable<string?>() : [null];

    /// <summary>
    /// Variants that need a live session and do not end it, one per operation, except those of the probe and of the logout.
    /// </summary>
    public IEnumerable<PlannedVariant> Siblings => plan.Variants
        .Where(variant => variant is { IsDefault: true, IsServed: true, Answer.Status: < 400 }
            && variant.Variant.Given.Caller == CallerStates.Active && !variant.Variant.Renews
            && variant.Variant.Rule is { Method: null, Certificate: null or Certificate.Own }
            && !Is(variant, Sessions.Probe.Operation) && !IsInWindow(variant)
            && plan.Contract.FindOperation(variant.Operation) is { Session.Ends: SessionEnd.Nothing }
            && Refusal(variant) is { } refusal && refusal.Answer!.Status != variant.Answer!.Status)
        .DistinctBy(variant => variant.Operation, StringComparer.Ordinal);

    /// <summary>Variants of the logout operation that refuse a request with a live session, and leave that session live.</summary>
    public IEnumerable<PlannedVariant> Refusals => plan.Variants
        .Where(variant => variant is { IsDefault: true, IsServed: true, Answer.Status: >= 400 and < 500 }
            && Is(variant, LogoutOperation.Id)
            && variant.Variant.Given is
            {
                Caller: CallerStates.Active,
                Target: TargetStates.None or TargetStates.Absent or TargetStates.Self, Other: Bystander.None
            }
            && string.Equals(variant.Variant.Given.Kind ?? Sessions.DefaultKind, Sessions.DefaultKind, StringComparison.Ordinal)
            && !variant.Variant.Then.Any(then => then.State is not SessionState.Active));

    /// <summary>The variant that answers a logout with a session in this state; null if the contract has none.</summary>
    public PlannedVariant? LogoutBy(CallerStates caller)
    {
        if (Logout is null)
            return null;
        var request = RenderedRequest.Of(Logout.Variant.Request, Logout.Seeds.ValueOf);
        return Expect(caller == CallerStates.Absent ? WithoutProof(request) : request, caller);
    }

    /// <summary>The variant that answers the same request after its session has ended; null if the contract has none.</summary>
    public PlannedVariant? Refusal(PlannedVariant variant) =>
        Expect(RenderedRequest.Of(variant.Variant.Request, variant.Seeds.ValueOf), CallerStates.Ended, variant.Variant.Given.Kind);

    /// <summary>The variant that answers a request by default; null if the contract has none.</summary>
    /// <param name="caller">The state of the request's session. If the request also names a session, it is the same one.</param>
    /// <param name="kind">The kind of that session; null for the contract's default.</param>
    public PlannedVariant? Expect(RenderedRequest request, CallerStates caller, string? kind = null) =>
        resolver.Resolve(request, (caller & CallerStates.Known) == 0 ? [] : [Known(request, caller, kind)]);

    /// <summary>The request without anything that proves a session.</summary>
    public RenderedRequest WithoutProof(RenderedRequest request) => request.Without(Sessions.CallerOf(OperationOf(request)?.Session));

    /// <summary>The request without this part of the proof, whatever may carry it.</summary>
    public static RenderedRequest Without(RenderedRequest request, Credential credential) =>
        credential.Carriers.Aggregate(request, (without, carrier) => without.With(carrier, null));

    /// <summary>What a request shows to prove or name sessions, apart from values that all sessions of a user share.</summary>
    public IEnumerable<(ShownValue Value, string Text)> TokensIn(RenderedRequest request)
    {
        var operation = OperationOf(request);
        return Sessions.CallerOf(operation?.Session).Concat(operation?.Session.Target is { } target ? [target] : [])
            .Where(shown => !Sessions.IsShared(shown.Values[0]))
            .Select(shown => (shown, RenderedBody.Shown(shown, operation?.Body, request)));
    }

    private bool IsInWindow(PlannedVariant variant) =>
        window is not null && plan.CallerOf(variant.Operation).Any(shown => !shown.Values.Contains(Sessions.Key));

    private Operation? OperationOf(RenderedRequest request) => plan.Contract.FindOperation(request.Method, request.Target.Split('?')[0]);

    private KnownSession Known(RenderedRequest request, CallerStates caller, string? kind)
    {
        var operation = OperationOf(request);
        var shown = Sessions.CallerOf(operation?.Session).Concat(operation?.Session.Target is { } target ? [target] : []);
        var values = shown.Select(value =>
            new SeededValue(Sessions.ValueNames[value.Values[0]], RenderedBody.Shown(value, operation?.Body, request)))
            .DistinctBy(value => value.Name, StringComparer.Ordinal);
        var state = caller switch
        {
            CallerStates.Active => SessionState.Active,
            CallerStates.Ended => SessionState.Ended,
            _ => SessionState.Expired,
        };
        return new("caller", kind ?? Sessions.DefaultKind, state, values.ToValueList());
    }

    private static bool Is(PlannedVariant variant, string operation) =>
        string.Equals(variant.Operation, operation, StringComparison.Ordinal);
}
