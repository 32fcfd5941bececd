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

/// <summary>
/// A series of requests to a target: sends them, compares the responses, knows the session of each role, and keeps every exchange as
/// evidence.
/// </summary>
internal sealed class Conversation
{
    private readonly RawHttpClient wire;
    private readonly CancellationToken cancellation;
    private readonly EvidenceWriter evidence;
    private readonly ResponseComparer judge;
    private readonly List<Step> steps = [];
    private string place = "";

    /// <param name="memory">What the run shares between its cases; null for a conversation outside a run.</param>
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
        Tokens = new(this);
        foreach (var secret in target.Accounts.Secrets)
            Cast.Hide(secret);
    }

    public MockPlan Plan { get; }

    public Target Target { get; private set; }

    /// <summary>The session of each role.</summary>
    public RoleSessions Cast { get; } = new();

    public RunMemory Memory { get; }

    /// <summary>The last request that was sent, even if it got no response; null if there is none.</summary>
    public SentRequest? Last { get; private set; }

    public CancellationToken Cancellation => cancellation;

    /// <summary>All responses so far, with their credentials.</summary>
    public IEnumerable<ReceivedResponse> Received => steps.Select(step => step.Exchange.Response);

    /// <summary>Opens sessions of the first or second user.</summary>
    public LoginRunner Logins { get; }

    /// <summary>Checks the tokens that the target issues.</summary>
    public IssuedTokens Tokens { get; }

    /// <summary>Continues the conversation at another replica of the target. The titles of further steps name it.</summary>
    public void MoveTo(Uri replica)
    {
        Target = Target with { BaseUrl = replica };
        place = $"At {replica}: ";
    }

    /// <summary>Whether the client certificate for this request was given.</summary>
    public bool HasCertificateFor(RenderedRequest request) => wire.Tls?.Has(request) != false;

    public bool AllHold => steps.TrueForAll(step => step.Holds);

    /// <summary>The steps so far. Their evidence contains no credential that is known by now.</summary>
    public ValueList<Step> Steps => steps.Select(step => step with { Evidence = evidence.Of(step.Exchange) }).ToValueList();

    /// <summary>Sends a request and compares the response with that of a variant.</summary>
    /// <param name="caller">The role whose session sends the request; it replaces the caller in the variant's response.</param>
    public async Task<Step> SendAsync(
        StepKind kind, string title, RenderedRequest request, PlannedVariant expected, Role caller = Role.Caller)
    {
        var exchange = await ExchangeAsync(request, expected.Operation, expected.Variant.Renews);
        var answer = RequestEcho.To(caller == Role.Caller ? expected.Answer! : Recast(expected.Answer!, caller), request);
        var comparisons = judge.Compare(answer, expected.Variant.Volatile, exchange.Response);
        return Keep(new(kind, title, exchange, comparisons, ExchangeTranscript.Of(exchange, answer, expected.Variant.Volatile, Cast))
        {
            Variant = expected,
        });
    }

    /// <summary>Sends a request; the caller of this method judges the response.</summary>
    /// <param name="operation">The called operation. The values that it hands out become those of <see cref="Role.Opened"/>.</param>
    /// <param name="judged">Makes the comparisons; empty if the exchange only serves as evidence.</param>
    public async Task<Step> SendAsync(
        StepKind kind, string title, RenderedRequest request, string operation, Func<ReceivedResponse, ValueList<Comparison>> judged)
    {
        var exchange = await ExchangeAsync(request, operation);
        return Keep(new(kind, title, exchange, judged(exchange.Response), ""));
    }

    /// <summary>
    /// Sends the main request of a case to a real provider, and compares the response with that of a variant or, if that does not match,
    /// of the variants that contradict it.
    /// </summary>
    public async Task<JudgedAnswer> SendCaseAsync(string title, RenderedRequest request, PlannedVariant expected)
    {
        var exchange = await ExchangeAsync(request, expected.Operation, expected.Variant.Renews);
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
        var transcript = ExchangeTranscript.Of(exchange, answer, ruling.Variant.Volatile, Cast);
        var step = Keep(new(StepKind.Request, title, exchange, comparisons, transcript));
        return new(step, ruling);
    }

    /// <summary>Compares a response of a real provider with that of a variant.</summary>
    private ValueList<Comparison> Compare(PlannedVariant expected, Exchange exchange)
    {
        var answer = RequestEcho.To(expected.Answer!, exchange.Request);
        var closeness = Memory.IsStrict ? Closeness.Exact : expected.Variant.Compare;
        return closeness == Closeness.Exact
            ? new ResponseComparer(null, Cast).Compare(answer, expected.Variant.Volatile, exchange.Response)
            : Comparer(Cast).Compare(
                answer, expected.Variant.Volatile, exchange.Response, closeness == Closeness.Shape || !EndsOrRefuses(expected));
    }

    /// <summary>Records, as remarks of the run, how the response to a preparing request differs from that of a variant.</summary>
    public void Note(PlannedVariant expected, ReceivedResponse response, RoleSessions? cast = null)
    {
        if (expected.Answer is not { } answer)
            return;
        var comparisons = Comparer(cast ?? Cast).Compare(answer, expected.Variant.Volatile, response, byShape: true)
            .Select(comparison => comparison.Allowance == Allowance.Allowed
                ? comparison
                : comparison with { Allowance = Allowance.Remark });
        foreach (var text in RemarkText.Of(comparisons))
            Memory.Remark($"{expected.Operation} {text}", $"{expected.Operation}: {text}");
    }

    /// <summary>The logout that ends a role's session, as the state of a variant requires.</summary>
    public static RenderedRequest RequestOf(Ending ending, Func<Hole, string> valueOf) => RenderedRequest.Of(
        ending.By.Variant.Request,
        hole => hole.Role is Role.Caller or Role.Target ? valueOf(hole with { Role = ending.Role }) : ending.By.Seeds.ValueOf(hole));

    /// <summary>Adds comparisons to the last step.</summary>
    public Step Also(IEnumerable<Comparison> more) =>
        steps[^1] = steps[^1] with { Comparisons = [.. steps[^1].Comparisons, .. more] };

    /// <summary>Replaces the comparisons of the last step.</summary>
    public void Judge(IEnumerable<Comparison> comparisons) =>
        steps[^1] = steps[^1] with { Comparisons = comparisons.ToValueList() };

    /// <summary>
    /// Sends a request without recording it as a step, so that several can run concurrently. To record it later, call
    /// <see cref="Keep(StepKind, string, Exchange, ValueList{Comparison})"/>.
    /// </summary>
    public Task<Exchange> SendUnkeptAsync(RenderedRequest request) => Target.SendAsync(wire, Plan, request, cancellation);

    /// <summary>Sends the probe without credentials; any response shows that the target is reachable.</summary>
    public Task<Exchange> PingAsync() => SendUnkeptAsync(
        RenderedRequest.Of(Plan.Live.Variant.Request, Plan.Live.Seeds.ValueOf).Without(Plan.CallerOf(Plan.Live.Operation)));

    /// <summary>Records an exchange as a step.</summary>
    public Step Keep(StepKind kind, string title, Exchange exchange, ValueList<Comparison> comparisons) =>
        Keep(new(kind, title, exchange, comparisons, ""));

    /// <summary>
    /// Sends a request whose TLS handshake the target must refuse. The target must be known to be reachable; otherwise a refusal proves
    /// nothing.
    /// </summary>
    public async Task<Step> SendRefusedHandshakeAsync(StepKind kind, string title, RenderedRequest request, PlannedVariant expected)
    {
        const string Refused = "refused";
        var (exchange, actual) = (new Exchange(request, ReceivedResponse.None), Refused);
        try
        {
            exchange = await ExchangeAsync(request, expected.Operation, expected.Variant.Renews);
            actual = "made, and the request answered";
        }
        catch (HttpRequestException e) when (
            e.HttpRequestError is not (HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError))
        {
            // A TLS 1.3 client completes its handshake before the server has checked the certificate, and learns of the refusal when it
            // gets no response.
        }

        var transcript = ExchangeTranscript.Unanswered(request, $"handshake {actual}", Cast);
        return Keep(new(kind, title, exchange, [new("handshake", Refused, actual)], transcript) { Variant = expected });
    }

    /// <summary>Moves the target's clock forward. <see cref="Target.AdvanceClock"/> must not be null.</summary>
    public Task AdvanceClockAsync(TimeSpan by) => Target.AdvanceClock!(by, cancellation);

    /// <summary>Sends the probe with the session of a role, and compares the response with that for a live or a dead session.</summary>
    /// <param name="probe">Null for the session's own.</param>
    public Task<Step> ProbeAsync(Role role, bool live, StepKind kind, Func<Hole, string> valueOf, PlannedProbe? probe = null)
    {
        probe ??= Plan.Probes[0];
        return SendAsync(
            kind, $"{WhatOf(role, probe)} is {(live ? "live" : "dead")}", ProbeOf(role, valueOf, probe),
            live ? probe.Live : probe.Dead, role);
    }

    /// <summary>What a probe asks about: the session of a role, or one of its credentials.</summary>
    public string WhatOf(Role role, PlannedProbe probe) =>
        string.Equals(probe.Operation, Plan.Live.Operation, StringComparison.Ordinal) ? Name(role) : $"{Name(role)}'s {probe.Credential}";

    /// <summary>Whether the body of a response matches that of a variant.</summary>
    public bool Fits(ReceivedResponse response, PlannedVariant variant, Role caller) =>
        judge.Compare(Recast(variant.Answer!, caller), variant.Variant.Volatile, response)
            .Where(comparison => comparison.Part.StartsWith("body", StringComparison.Ordinal)).All(comparison => comparison.Holds);

    /// <summary>The contract's probe, with the session of <paramref name="role"/> as its caller.</summary>
    public RenderedRequest ProbeOf(Role role, Func<Hole, string> valueOf, PlannedProbe? probe = null) =>
        RenderedRequest.Of(
            (probe?.Live ?? Plan.Live).Variant.Request, hole => valueOf(hole.Role == Role.Caller ? hole with { Role = role } : hole));

    /// <summary>Opens a session of the first user with the contract's login; see <see cref="Logins"/>.</summary>
    public Task<(Dictionary<string, string>? Session, string Problem)> LogInAsync(string? kind) => Logins.OpenAsync(kind);

    /// <summary>Sends a request of a login. Its values go to <paramref name="opening"/>, because no role has the session yet.</summary>
    /// <param name="isJudged">Whether to compare the response with the contract; otherwise differences are only remarks.</param>
    internal async Task<Step> LogInAsync(PlannedVariant expected, RenderedRequest request, RoleSessions opening, bool isJudged = true)
    {
        var exchange = await WireAsync(request, expected.Operation);
        opening.SetAll(Role.Opened, ResponseValues.In(exchange.Response, Plan, expected.Operation));
        Memory.SawLogin(exchange.Response);
        if (!isJudged)
            Note(expected, exchange.Response, opening);
        var comparisons = new ResponseComparer(Plan.Contract.Sessions, opening)
            .Compare(expected.Answer!, expected.Variant.Volatile, exchange.Response);
        Cast.Hide(opening);
        var transcript = ExchangeTranscript.Of(exchange, expected.Answer!, expected.Variant.Volatile, opening);
        return Keep(new(StepKind.Login, expected.Variant.Summary, exchange, isJudged ? comparisons : [], transcript)
        {
            Variant = expected,
        });
    }

    /// <summary>The first failed comparison in one line; there must be one.</summary>
    public static string FirstFailure(ValueList<Comparison> comparisons) => comparisons.First(comparison => !comparison.Holds).InOneLine;

    public static string Name(Role role) => role.ToString().ToLowerInvariant();

    /// <param name="renews">Whether the values that the response hands out are those of the caller's renewed session.</param>
    private async Task<Exchange> ExchangeAsync(RenderedRequest request, string operation, bool renews = false)
    {
        var exchange = await WireAsync(request, operation);
        Cast.SetAll(renews ? Role.Renewed : Role.Opened, ResponseValues.In(exchange.Response, Plan, operation, renews));
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

    /// <summary>The variants that contradict this one by 'instead': the contract does not know which of them is right.</summary>
    private IEnumerable<PlannedVariant> SiblingsOf(PlannedVariant expected) => Plan.Variants
        .Where(other => other.Answer is not null && other.Variant.HoldsIn(Plan.Release)
            && string.Equals(other.Operation, expected.Operation, StringComparison.Ordinal)
            && string.Equals(other.Variant.Instead, expected.Name, StringComparison.Ordinal));

    private Step Keep(Step step)
    {
        step = step with { Title = place + step.Title };
        steps.Add(step);
        return step;
    }

    private static Expectation.Answer Recast(Expectation.Answer answer, Role caller)
    {
        Template Turn(Template template) => Template.Parse(template.Render(
            hole => (hole.Role is Role.Caller or Role.Target ? hole with { Role = caller } : hole).ToString()));
        return answer with
        {
            Headers = answer.Headers.Select(header => header with { Values = header.Values.Select(Turn).ToValueList() }).ToValueList(),
            Body = answer.Body is { } body ? body with { Text = Turn(body.Text) } : null,
        };
    }
}

/// <summary>A request that was sent.</summary>
/// <param name="Operation">The called operation.</param>
internal sealed record SentRequest(RenderedRequest Request, string Operation)
{
    public override string ToString() => $"{Request.Method} {Operation}";
}

/// <summary>A step, and the variant that its response was compared with.</summary>
/// <param name="Ruling">The expected variant, or a contradicting one that the response matches better.</param>
internal sealed record JudgedAnswer(Step Step, PlannedVariant Ruling);
