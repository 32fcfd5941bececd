using System.Text;
using LogoutContracts.Mocks;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Reading;

namespace LogoutContracts.Verification.Audit;

/// <summary>A contract as an audit asks about it: where it logs in and out, and what it says to any request. Pure.</summary>
internal sealed class AuditedContract(MockPlan plan)
{
    public MockPlan Plan => plan;

    public SessionModel Sessions => plan.Contract.Sessions;

    /// <summary>The credential that tells sessions apart: the one that must stay secret.</summary>
    public Credential Key => Sessions.Credentials[Sessions.Key];

    /// <summary>The cookie that carries it; null where none does.</summary>
    public Carrier? Cookie => Key.Carriers.FirstOrDefault(carrier => carrier.Kind == CarrierKind.Cookie);

    /// <summary>The plainest variant that ends its caller's session; null where the release has none.</summary>
    public PlannedVariant? Logout => LogoutOf(Sessions.DefaultKind);

    public PlannedVariant? LogoutOf(string? kind) => Approach.EnderOf(plan, kind);

    public Operation LogoutOperation => plan.Contract.FindOperation(Logout!.Operation)!;

    public IEnumerable<string?> Kinds => Sessions.Kinds.Count > 0 ? Sessions.Kinds.AsEnumerable<string?>() : [null];

    /// <summary>The variant that opens a session of the default kind; null where there is none.</summary>
    public PlannedVariant? Login => plan.Variants.FirstOrDefault(variant => variant is { IsDefault: true, IsServed: true } && variant.Variant.Opens
        && string.Equals(plan.Contract.FindOperation(variant.Operation)?.Session.OpensKind, Sessions.DefaultKind, StringComparison.Ordinal));

    /// <summary>Variants that need a live session and leave it alone, one an operation, but for the probe's and the logout's.</summary>
    public IEnumerable<PlannedVariant> Siblings => plan.Variants
        .Where(variant => variant is { IsDefault: true, IsServed: true } && variant.Variant.Given.Caller == CallerStates.Active && variant.Variant.Rule.Method is null
            && !Is(variant, Sessions.Probe.Operation) && plan.Contract.FindOperation(variant.Operation) is { Session.Ends: SessionEnd.Nothing }
            && Refusal(variant) is { } refusal && refusal.Answer!.Status != variant.Answer!.Status)
        .DistinctBy(variant => variant.Operation, StringComparer.Ordinal);

    /// <summary>Requests to the logout's address that a live session can make, and that leave it alive.</summary>
    public IEnumerable<PlannedVariant> Refusals => plan.Variants.Where(variant => variant is { IsDefault: true, IsServed: true, Answer.Status: >= 400 and < 500 }
        && Is(variant, LogoutOperation.Id) && variant.Variant.Given is { Caller: CallerStates.Active, Target: TargetStates.None or TargetStates.Absent or TargetStates.Self, Other: Bystander.None }
        && string.Equals(variant.Variant.Given.Kind ?? Sessions.DefaultKind, Sessions.DefaultKind, StringComparison.Ordinal) && !variant.Variant.Then.Any(then => then.State is not SessionState.Active));

    /// <summary>What the contract says to a logout with a session of this state; null where nothing.</summary>
    public PlannedVariant? LogoutBy(CallerStates caller) => Logout is null ? null : Expect(RenderedRequest.Of(Logout.Variant.Request, Logout.Seeds.ValueOf), caller);

    /// <summary>What it says to the same request once its session has ended.</summary>
    public PlannedVariant? Refusal(PlannedVariant variant) => Expect(RenderedRequest.Of(variant.Variant.Request, variant.Seeds.ValueOf), CallerStates.Ended, variant.Variant.Given.Kind);

    /// <summary>The variant that answers a request by default; null where the contract says nothing to it.</summary>
    /// <param name="caller">What the request's credentials are worth. A request that names a session names its caller's, or no known one.</param>
    public PlannedVariant? Expect(RenderedRequest request, CallerStates caller, string? kind = null)
    {
        var question = request.Target.IndexOf('?', StringComparison.Ordinal);
        var path = plan.Paths.FirstOrDefault(planned => planned.Template.Matches(question < 0 ? request.Target : request.Target[..question]));
        if (path is null)
            return null;
        var planned = path.Operations.FirstOrDefault(operation => string.Equals(operation.Operation.Method, request.Method, StringComparison.Ordinal));
        var otherThan = planned?.Operation.Body?.MediaTypes
            ?? (planned is null ? path.Methods.Concat(path.OtherMethods.Select(variant => variant.Variant.Rule.Method).OfType<string>()).ToValueList() : []);
        var view = new RenderedRequestView(request);
        var mediaType = view.TryGetHeader("Content-Type", out var contentType) ? MediaType.Essence(contentType.ToString()) : "";
        var body = BodyReader.Classify(planned?.Operation.Body, Encoding.UTF8.GetBytes(request.Body ?? ""), mediaType, out var json);
        using (json)
        {
            var target = planned?.Operation.Session.Target is { } name && json is not null && JsonPointer.Find(json.RootElement, name.In.Pointer) is not null
                ? (caller & CallerStates.Known) != 0 ? TargetStates.Self : TargetStates.Unknown : TargetStates.Absent;
            var facts = new RequestFacts(caller, false, (caller & CallerStates.Known) != 0 ? kind ?? Sessions.DefaultKind : null, target, body, mediaType, request.Method, Certificate.Own);
            var root = json?.RootElement;
            return (planned?.Variants ?? path.OtherMethods).FirstOrDefault(variant => variant is { IsDefault: true, IsServed: true } && new CompiledRule(variant.Variant.Rule, otherThan).Fits(facts, view, root));
        }
    }

    private static bool Is(PlannedVariant variant, string operation) => string.Equals(variant.Operation, operation, StringComparison.Ordinal);
}
