using LogoutContracts.Mocks;
using LogoutContracts.Specs;

namespace LogoutContracts.Verification;

/// <summary>One talk with a target: sends requests, judges answers, knows which session plays which role, and keeps every exchange as evidence.</summary>
internal sealed class Conversation
{
    private readonly Wire wire;
    private readonly CancellationToken cancellation;
    private readonly Evidence evidence;
    private readonly Judge judge;
    private readonly List<Step> steps = [];

    public Conversation(MockPlan plan, Target target, Wire wire, CancellationToken cancellation)
    {
        Plan = plan;
        Target = target;
        this.wire = wire;
        this.cancellation = cancellation;
        evidence = new(plan.Contract.Sessions, Cast);
        judge = new(plan.Contract.Sessions, Cast);
    }

    public MockPlan Plan { get; }

    public Target Target { get; }

    public Cast Cast { get; } = new();

    /// <summary>The answers so far, whole.</summary>
    public IEnumerable<ReceivedResponse> Received => steps.Select(step => step.Exchange.Response);

    public bool AllHold => steps.TrueForAll(step => step.Holds);

    /// <summary>What has been said so far, with no credential in its evidence that is known by now.</summary>
    public ValueList<Step> Steps => steps.Select(step => step with { Evidence = evidence.Of(step.Exchange) }).ToValueList();

    /// <summary>Sends a request and compares its answer with that of a variant.</summary>
    /// <param name="caller">The role that calls; in the words of the variant that answers, it is the caller.</param>
    public async Task<Step> SendAsync(StepKind kind, string title, RenderedRequest request, PlannedVariant expected, Role caller = Role.Caller)
    {
        var exchange = await ExchangeAsync(request, expected.Operation);
        var answer = caller == Role.Caller ? expected.Answer! : Recast(expected.Answer!, caller);
        var comparisons = judge.Compare(answer, expected.Variant.Volatile, exchange.Response);
        return Keep(new(kind, title, exchange, comparisons, ExchangeText.Of(exchange, answer, expected.Variant.Volatile, Cast)));
    }

    /// <summary>Sends a request whose answer the caller judges.</summary>
    /// <param name="operation">The operation that it is meant for; what that hands out is then known as <see cref="Role.Opened"/>.</param>
    /// <param name="judged">What is right or wrong with the answer; empty where it only serves as evidence.</param>
    public async Task<Step> SendAsync(StepKind kind, string title, RenderedRequest request, string operation, Func<ReceivedResponse, ValueList<Comparison>> judged)
    {
        var exchange = await ExchangeAsync(request, operation);
        return Keep(new(kind, title, exchange, judged(exchange.Response), ""));
    }

    /// <summary>Sends a request that is not kept, so that several can go at once; see <see cref="Keep(StepKind, string, Exchange, ValueList{Comparison})"/>.</summary>
    public Task<Exchange> SendUnkeptAsync(RenderedRequest request) => wire.SendAsync(Target.BaseUrl, request, cancellation);

    public Step Keep(StepKind kind, string title, Exchange exchange, ValueList<Comparison> comparisons) => Keep(new(kind, title, exchange, comparisons, ""));

    /// <summary>Adds to what is said of the last exchange.</summary>
    public void Compare(Comparison comparison) => steps[^1] = steps[^1] with { Comparisons = steps[^1].Comparisons.Append(comparison).ToValueList() };

    /// <summary>Asks what the session of a role is worth.</summary>
    public Task<Step> ProbeAsync(Role role, bool live, StepKind kind, Func<Hole, string> valueOf) =>
        SendAsync(kind, $"{Name(role)} is {(live ? "live" : "dead")}", ProbeOf(role, valueOf), live ? Plan.Live : Plan.Dead, role);

    /// <summary>Whether an answer has the body of this variant's.</summary>
    public bool Fits(ReceivedResponse response, PlannedVariant variant, Role caller) =>
        judge.Compare(Recast(variant.Answer!, caller), variant.Variant.Volatile, response).Where(comparison => comparison.Part.StartsWith("body", StringComparison.Ordinal)).All(comparison => comparison.Holds);

    /// <summary>The contract's probe, with the session of <paramref name="role"/> as its caller.</summary>
    public RenderedRequest ProbeOf(Role role, Func<Hole, string> valueOf) =>
        RenderedRequest.Of(Plan.Live.Variant.Request, hole => valueOf(hole.Role == Role.Caller ? hole with { Role = role } : hole));

    /// <summary>Opens a session by the contract's own login, and that of its caller first where it wants one.</summary>
    /// <param name="kind">Null where the contract has no kinds.</param>
    /// <returns>The session, or why there is none.</returns>
    public async Task<(Dictionary<string, string>? Session, string Problem)> LogInAsync(string? kind)
    {
        var login = Plan.Variants.FirstOrDefault(planned => planned is { IsDefault: true, IsServed: true } && planned.Variant.Opens
            && string.Equals(Plan.Contract.FindOperation(planned.Operation)?.Session.OpensKind, kind, StringComparison.Ordinal));
        if (login is null)
            return (null, "No login of the contract gives such a session.");
        var opening = new Cast();
        if ((login.Variant.Given.Caller & CallerStates.Known) != 0)
        {
            var caller = await LogInAsync(login.Variant.Given.Kind);
            if (caller.Session is null)
                return caller;
            opening.SetAll(Role.Caller, caller.Session);
        }

        var request = RenderedRequest.Of(login.Variant.Request, hole => opening[hole] ?? login.Seeds.ValueOf(hole));
        var exchange = await wire.SendAsync(Target.BaseUrl, request, cancellation);
        opening.SetAll(Role.Opened, Opened.In(exchange.Response, Plan, login.Operation));
        Cast.Hide(opening);
        var comparisons = new Judge(Plan.Contract.Sessions, opening).Compare(login.Answer!, login.Variant.Volatile, exchange.Response);
        Keep(new(StepKind.Login, login.Variant.Summary, exchange, comparisons, ExchangeText.Of(exchange, login.Answer!, login.Variant.Volatile, opening)));
        return comparisons.All(comparison => comparison.Holds) ? (opening.SessionOf(Role.Opened), "") : (null, $"The login fails: {FirstFailure(comparisons)}.");
    }

    public static string FirstFailure(ValueList<Comparison> comparisons) => comparisons.First(comparison => !comparison.Holds).InOneLine;

    public static string Name(Role role) => role.ToString().ToLowerInvariant();

    private async Task<Exchange> ExchangeAsync(RenderedRequest request, string operation)
    {
        var exchange = await wire.SendAsync(Target.BaseUrl, request, cancellation);
        Cast.SetAll(Role.Opened, Opened.In(exchange.Response, Plan, operation));
        return exchange;
    }

    private Step Keep(Step step)
    {
        steps.Add(step);
        return step;
    }

    private static Expectation.Answer Recast(Expectation.Answer answer, Role caller)
    {
        Template Turn(Template template) => Template.Parse(template.Render(hole => (hole.Role is Role.Caller or Role.Target ? hole with { Role = caller } : hole).ToString()));
        return answer with
        {
            Headers = answer.Headers.Select(header => header with { Values = header.Values.Select(Turn).ToValueList() }).ToValueList(),
            Body = answer.Body is { } body ? body with { Text = Turn(body.Text) } : null,
        };
    }
}
