using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Mocks.Requests.Editing;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Judging;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Verification.Running;

/// <summary>One talk with a target: sends requests, judges answers, knows which session plays which role, and keeps every exchange as evidence.</summary>
internal sealed class Conversation
{
    private readonly RawHttpClient wire;
    private readonly CancellationToken cancellation;
    private readonly EvidenceWriter evidence;
    private readonly ResponseComparer judge;
    private readonly List<Step> steps = [];

    /// <param name="memory">Of the run that it is part of; null: it is alone.</param>
    public Conversation(MockPlan plan, Target target, RawHttpClient wire, CancellationToken cancellation, RunMemory? memory = null)
    {
        Plan = plan;
        Target = target;
        Memory = memory ?? new();
        this.wire = wire;
        this.cancellation = cancellation;
        evidence = new(plan.Contract.Sessions, Cast);
        judge = new(plan.Contract.Sessions, Cast);
        Logins = new(this);
        foreach (var secret in target.Accounts.Secrets)
            Cast.Hide(secret);
    }

    public MockPlan Plan { get; }

    public Target Target { get; }

    public RoleSessions Cast { get; } = new();

    public RunMemory Memory { get; }

    /// <summary>The last request that was sent, answered or not; null if there was none.</summary>
    public SentRequest? Last { get; private set; }

    public CancellationToken Cancellation => cancellation;

    /// <summary>The answers so far, whole.</summary>
    public IEnumerable<ReceivedResponse> Received => steps.Select(step => step.Exchange.Response);

    /// <summary>Opens fresh sessions: of the first user, or of a second one.</summary>
    public LoginRunner Logins { get; }

    /// <summary>Whether the client certificate that this request is to present can be had.</summary>
    public bool HasCertificateFor(RenderedRequest request) => wire.Tls?.Has(request) != false;

    public bool AllHold => steps.TrueForAll(step => step.Holds);

    /// <summary>What has been said so far, with no credential in its evidence that is known by now.</summary>
    public ValueList<Step> Steps => steps.Select(step => step with { Evidence = evidence.Of(step.Exchange) }).ToValueList();

    /// <summary>Sends a request and compares its answer with that of a variant.</summary>
    /// <param name="caller">The role that calls; in the words of the variant that answers, it is the caller.</param>
    public async Task<Step> SendAsync(StepKind kind, string title, RenderedRequest request, PlannedVariant expected, Role caller = Role.Caller)
    {
        var exchange = await ExchangeAsync(request, expected.Operation);
        var answer = RequestEcho.To(caller == Role.Caller ? expected.Answer! : Recast(expected.Answer!, caller), request);
        var comparisons = judge.Compare(answer, expected.Variant.Volatile, exchange.Response);
        return Keep(new(kind, title, exchange, comparisons, ExchangeTranscript.Of(exchange, answer, expected.Variant.Volatile, Cast)));
    }

    /// <summary>Sends a request whose answer the caller judges.</summary>
    /// <param name="operation">The operation that it is meant for; what that hands out is then known as <see cref="Role.Opened"/>.</param>
    /// <param name="judged">What is right or wrong with the answer; empty where it only serves as evidence.</param>
    public async Task<Step> SendAsync(StepKind kind, string title, RenderedRequest request, string operation, Func<ReceivedResponse, ValueList<Comparison>> judged)
    {
        var exchange = await ExchangeAsync(request, operation);
        return Keep(new(kind, title, exchange, judged(exchange.Response), ""));
    }

    /// <summary>Sends the request that a case is about to a real provider, and compares its answer with that of a variant.</summary>
    public async Task<JudgedAnswer> SendCaseAsync(string title, RenderedRequest request, PlannedVariant expected)
    {
        var exchange = await ExchangeAsync(request, expected.Operation);
        var (ruling, comparisons) = (expected, Compare(expected, exchange));
        if (comparisons.Any(comparison => !comparison.Holds))
        {
            foreach (var sibling in SiblingsOf(expected))
            {
                if (Compare(sibling, exchange) is var others && others.All(comparison => comparison.Holds))
                    (ruling, comparisons) = (sibling, others);
            }
        }

        var answer = RequestEcho.To(ruling.Answer!, request);
        var step = Keep(new(StepKind.Request, title, exchange, comparisons, ExchangeTranscript.Of(exchange, answer, ruling.Variant.Volatile, Cast)));
        return new(step, ruling);
    }

    /// <summary>Compares an answer of a real provider with that of a variant.</summary>
    private ValueList<Comparison> Compare(PlannedVariant expected, Exchange exchange)
    {
        var answer = RequestEcho.To(expected.Answer!, exchange.Request);
        var closeness = Memory.IsStrict ? Closeness.Exact : expected.Variant.Compare;
        return closeness == Closeness.Exact
            ? new ResponseComparer(null, Cast).Compare(answer, expected.Variant.Volatile, exchange.Response)
            : Comparer(Cast).Compare(answer, expected.Variant.Volatile, exchange.Response, closeness == Closeness.Shape || !EndsOrRefuses(expected));
    }

    /// <summary>Notes what is remarkable about the answer to a request that only prepares a case.</summary>
    public void Note(PlannedVariant expected, ReceivedResponse response, RoleSessions? cast = null)
    {
        if (expected.Answer is not { } answer)
            return;
        var comparisons = Comparer(cast ?? Cast).Compare(answer, expected.Variant.Volatile, response, byShape: true)
            .Select(comparison => comparison.Allowance == Allowance.Allowed ? comparison : comparison with { Allowance = Allowance.Remark });
        foreach (var text in RemarkText.Of(comparisons))
            Memory.Remark($"{expected.Operation} {text}", $"{expected.Operation}: {text}");
    }

    /// <summary>The logout that brings a role's session into the state that a variant wants.</summary>
    public static RenderedRequest RequestOf(Ending ending, Func<Hole, string> valueOf) => RenderedRequest.Of(
        ending.By.Variant.Request, hole => hole.Role is Role.Caller or Role.Target ? valueOf(hole with { Role = ending.Role }) : ending.By.Seeds.ValueOf(hole));

    /// <summary>Judges the last exchange by something more.</summary>
    public Step Also(IEnumerable<Comparison> more) => steps[^1] = steps[^1] with { Comparisons = [.. steps[^1].Comparisons, .. more] };

    /// <summary>Judges the last exchange otherwise.</summary>
    public void Judge(IEnumerable<Comparison> comparisons) => steps[^1] = steps[^1] with { Comparisons = comparisons.ToValueList() };

    /// <summary>Sends a request that is not kept, so that several can go at once; see <see cref="Keep(StepKind, string, Exchange, ValueList{Comparison})"/>.</summary>
    public Task<Exchange> SendUnkeptAsync(RenderedRequest request) => Target.SendAsync(wire, Plan, request, cancellation);

    /// <summary>Asks the probe without credentials; any answer shows that the target is there.</summary>
    public Task<Exchange> PingAsync() => SendUnkeptAsync(RenderedRequest.Of(Plan.Live.Variant.Request, Plan.Live.Seeds.ValueOf).Without(Plan.CallerOf(Plan.Live.Operation)));

    public Step Keep(StepKind kind, string title, Exchange exchange, ValueList<Comparison> comparisons) => Keep(new(kind, title, exchange, comparisons, ""));

    /// <summary>Sends a request to which there must be no answer, as the handshake before it is refused. That somebody is there to refuse it must be known already.</summary>
    public async Task<Step> SendInVainAsync(StepKind kind, string title, RenderedRequest request, PlannedVariant expected)
    {
        const string Refused = "refused";
        var (exchange, actual) = (new Exchange(request, ReceivedResponse.None), Refused);
        try
        {
            exchange = await ExchangeAsync(request, expected.Operation);
            actual = "made, and the request answered";
        }
        catch (HttpRequestException e) when (e.HttpRequestError is not (HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError))
        {
            // With TLS 1.3 a client takes the handshake for done before the server has seen its certificate, and learns of the refusal by getting no answer.
        }

        return Keep(new(kind, title, exchange, [new("handshake", Refused, actual)], ExchangeTranscript.Unanswered(request, $"handshake {actual}", Cast)));
    }

    /// <summary>Moves the target's clock forward, which <see cref="Target"/> must be able to do.</summary>
    public Task AdvanceClockAsync(TimeSpan by) => Target.AdvanceClock!(by, cancellation);

    /// <summary>Asks what the session of a role is worth.</summary>
    public Task<Step> ProbeAsync(Role role, bool live, StepKind kind, Func<Hole, string> valueOf) =>
        SendAsync(kind, $"{Name(role)} is {(live ? "live" : "dead")}", ProbeOf(role, valueOf), live ? Plan.Live : Plan.Dead, role);

    /// <summary>Whether an answer has the body of this variant's.</summary>
    public bool Fits(ReceivedResponse response, PlannedVariant variant, Role caller) =>
        judge.Compare(Recast(variant.Answer!, caller), variant.Variant.Volatile, response).Where(comparison => comparison.Part.StartsWith("body", StringComparison.Ordinal)).All(comparison => comparison.Holds);

    /// <summary>The contract's probe, with the session of <paramref name="role"/> as its caller.</summary>
    public RenderedRequest ProbeOf(Role role, Func<Hole, string> valueOf) =>
        RenderedRequest.Of(Plan.Live.Variant.Request, hole => valueOf(hole.Role == Role.Caller ? hole with { Role = role } : hole));

    /// <summary>Opens a session of the first user by the contract's own login; see <see cref="Logins"/>.</summary>
    public Task<(Dictionary<string, string>? Session, string Problem)> LogInAsync(string? kind) => Logins.OpenAsync(kind);

    /// <summary>Sends a request of a login, whose sessions play no part here yet, so that <paramref name="opening"/> knows what they are called.</summary>
    /// <param name="isJudged">Whether the answer must be as the contract has it; else it is only read from.</param>
    internal async Task<Step> LogInAsync(PlannedVariant expected, RenderedRequest request, RoleSessions opening, bool isJudged = true)
    {
        var exchange = await WireAsync(request, expected.Operation);
        opening.SetAll(Role.Opened, ResponseValues.In(exchange.Response, Plan, expected.Operation));
        Memory.SawLogin(exchange.Response);
        if (!isJudged)
            Note(expected, exchange.Response, opening);
        var comparisons = new ResponseComparer(Plan.Contract.Sessions, opening).Compare(expected.Answer!, expected.Variant.Volatile, exchange.Response);
        Cast.Hide(opening);
        return Keep(new(StepKind.Login, expected.Variant.Summary, exchange, isJudged ? comparisons : [], ExchangeTranscript.Of(exchange, expected.Answer!, expected.Variant.Volatile, opening)));
    }

    public static string FirstFailure(ValueList<Comparison> comparisons) => comparisons.First(comparison => !comparison.Holds).InOneLine;

    public static string Name(Role role) => role.ToString().ToLowerInvariant();

    private async Task<Exchange> ExchangeAsync(RenderedRequest request, string operation)
    {
        var exchange = await WireAsync(request, operation);
        Cast.SetAll(Role.Opened, ResponseValues.In(exchange.Response, Plan, operation));
        return exchange;
    }

    private async Task<Exchange> WireAsync(RenderedRequest request, string operation)
    {
        Last = new(request, operation);
        if (!string.Equals(operation, Plan.Live.Operation, StringComparison.Ordinal))
            Memory.Sent($"{request.Method} {operation}");
        return await Target.SendAsync(wire, Plan, request, cancellation);
    }

    private AnswerComparer Comparer(RoleSessions cast) => new(cast, new(Target.BaseUrl, Memory.LoginCookies, DateTimeOffset.UtcNow));

    private static bool EndsOrRefuses(PlannedVariant expected) =>
        expected.Answer!.Status >= 300 || expected.Variant.Then.Any(then => then.State is SessionState.Ended);

    /// <summary>The variants that contradict this one, or are contradicted with it: the contract does not know which is right.</summary>
    private IEnumerable<PlannedVariant> SiblingsOf(PlannedVariant expected) => Plan.Variants.Where(other => other.Answer is not null && other.Variant.HoldsIn(Plan.Release)
        && string.Equals(other.Operation, expected.Operation, StringComparison.Ordinal) && string.Equals(other.Variant.Instead, expected.Name, StringComparison.Ordinal));

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

/// <param name="Operation">That it is meant for.</param>
internal sealed record SentRequest(RenderedRequest Request, string Operation)
{
    public override string ToString() => $"{Request.Method} {Operation}";
}

/// <param name="Ruling">The variant that the answer is judged by: the expected one, or a sibling that it fits better.</param>
internal sealed record JudgedAnswer(Step Step, PlannedVariant Ruling);
