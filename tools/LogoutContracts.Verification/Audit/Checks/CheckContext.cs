using System.Globalization;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Mocks.Requests.Editing;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Judging.Liveness;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;

namespace LogoutContracts.Verification.Audit.Checks;

/// <summary>
/// What a check uses to test a target: opens sessions, logs them out, measures whether they are live, and collects findings.
/// </summary>
/// <param name="contract">The documented behavior of the target.</param>
/// <param name="talk">Sends the requests and keeps every exchange as evidence.</param>
/// <param name="facts">What earlier checks have learned.</param>
/// <param name="check">The id of this check.</param>
/// <param name="client">For checks that need a connection of their own.</param>
internal sealed class CheckContext(
    AuditedContract contract, Conversation talk, AuditOptions options, AuditFacts facts, string check, RawHttpClient client,
    CancellationToken cancellation)
{
    /// <summary>Probe several times: caches and replicas may disagree.</summary>
    private const int Replays = 3;

    /// <summary>How long to wait for a session to end after its logout. Only T18 judges how long that takes.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(200);
    private readonly List<Finding> findings = [];
    private readonly List<string> remarks = [];
    private readonly HashSet<string> observed = new(StringComparer.Ordinal);
    private readonly Dictionary<Role, string?> kinds = [];
    private readonly Dictionary<Role, IReadOnlyList<SetCookie>> cookies = [];

    public AuditedContract Contract => contract;

    public AuditOptions Options => options;

    public AuditFacts Facts => facts;

    public RawHttpClient Client => client;

    /// <summary>The base URLs of the target and its replicas.</summary>
    public IReadOnlyList<Uri> Places { get; } = [talk.Target.BaseUrl, .. options.Replicas];

    public Conversation Talk => talk;

    /// <summary>Sends further requests to this replica.</summary>
    public void MoveTo(Uri replica) => talk.MoveTo(replica);

    public IReadOnlyList<Finding> Findings => findings;

    public IReadOnlyList<string> Remarks => remarks;

    /// <summary>Requirements passed to <see cref="Observe"/>. The report does not remark that the contract is silent about them.</summary>
    public IReadOnlySet<string> Observed => observed;

    /// <summary>Describes the last request, as part of a sentence.</summary>
    public string Last { get; private set; } = "the first request";

    public RenderedRequest? LastRequest { get; private set; }

    /// <summary>Records a finding; the same text counts once.</summary>
    public void Find(string text, Cause cause = Cause.Own)
    {
        text = talk.Cast.Hashed(text);
        if (!findings.Exists(finding => string.Equals(finding.Text, text, StringComparison.Ordinal)))
            findings.Add(new(text, cause));
        facts.Add(cause);
    }

    /// <summary>Adds a remark; the same text counts once.</summary>
    public void Remark(string text)
    {
        text = talk.Cast.Hashed(text);
        if (!remarks.Contains(text, StringComparer.Ordinal))
            remarks.Add(text);
    }

    /// <summary>Records that the target has shown how it behaves, although the contract does not state this requirement.</summary>
    public void Observe(string requirement) => observed.Add(requirement);

    public PlannedVariant Logout => LogoutOf(contract.Sessions.DefaultKind);

    /// <summary>The contract's logout for a session of this kind.</summary>
    /// <exception cref="InconclusiveException">The contract has none.</exception>
    public PlannedVariant LogoutOf(string? kind) =>
        contract.LogoutOf(kind) ?? throw new InconclusiveException($"The contract has no logout for a session of kind '{kind}'.");

    /// <summary>Sends a request and keeps the exchange.</summary>
    public async Task<Step> SendAsync(
        StepKind kind, string title, RenderedRequest request, string operation, Func<ReceivedResponse, ValueList<Comparison>> judged)
    {
        Note(title, request);
        var step = await talk.SendAsync(kind, title, request, operation, judged);
        facts.HasAnswered = true;
        return step;
    }

    /// <summary>
    /// Sends a request without recording it as a step. To record it later, call
    /// <see cref="Conversation.Keep(StepKind, string, Exchange, ValueList{Comparison})"/>.
    /// </summary>
    public Task<Exchange> SendUnkeptAsync(string title, RenderedRequest request)
    {
        Note(title, request);
        return talk.SendUnkeptAsync(request);
    }

    /// <summary>Sends a request without recording it as a step.</summary>
    public async Task<ReceivedResponse> AskAsync(string title, RenderedRequest request) => (await SendUnkeptAsync(title, request)).Response;

    /// <summary>Opens a session with the contract's login.</summary>
    /// <param name="kind">Null for the contract's default.</param>
    /// <exception cref="InconclusiveException">No session can be opened.</exception>
    public async Task OpenAsync(Role role, string? kind = null)
    {
        var of = kind ?? contract.Sessions.DefaultKind;
        Last = "the login";
        LastRequest = null;
        var before = talk.Received.Count();
        var (session, problem) = await talk.LogInAsync(of);
        cookies[role] = [.. talk.Received.Skip(before).SelectMany(response => response.ValuesOf("Set-Cookie")).Select(SetCookie.Parse)
            .Where(cookie => cookie.Value.Length > 0).GroupBy(cookie => cookie.Name, StringComparer.Ordinal).Select(group => group.Last())];
        facts.HasAnswered = true;
        Play(role, session ?? throw new InconclusiveException(problem), of);
    }

    /// <summary>The cookies set by the login of this role's session, each with its last value.</summary>
    public IReadOnlyList<SetCookie> CookiesOf(Role role) => cookies.GetValueOrDefault(role) ?? [];

    /// <summary>Opens a session of another user.</summary>
    /// <returns>False if no second user is known or the login fails.</returns>
    public async Task<bool> TryOpenForeignAsync(Role role)
    {
        var kind = contract.Sessions.DefaultKind;
        if (options.OpenForeign is { } open)
        {
            Play(role, await open(kind, cancellation), kind);
            return true;
        }

        var (session, _) = await talk.Logins.OpenAsync(kind, ofOther: true);
        if (session is not null)
            Play(role, session, kind);
        return session is not null;
    }

    /// <summary>Assigns a known session to a role.</summary>
    public void Play(Role role, IReadOnlyDictionary<string, string> session, string? kind)
    {
        kinds[role] = kind;
        talk.Cast.SetAll(role, session);
        foreach (var (name, value) in session)
        {
            if (contract.Sessions.Credentials.Any(credential => string.Equals(credential.Name, name, StringComparison.Ordinal)))
                talk.Cast.Hide(value);
        }
    }

    /// <summary>The contract's logout, with this role's session as its caller.</summary>
    public RenderedRequest LogoutBy(Role role, string? kind = null) => As(role, LogoutOf(kind ?? contract.Sessions.DefaultKind));

    /// <summary>A variant's example, with this role's session as its caller.</summary>
    public RenderedRequest As(Role role, PlannedVariant variant) =>
        RenderedRequest.Of(variant.Variant.Request, hole => As(hole, role, variant));

    /// <summary>The value of a placeholder of that example.</summary>
    public string As(Hole hole, Role role, PlannedVariant variant) => hole.Role switch
    {
        Role.Caller => ValueOf(hole with { Role = role }),
        Role.Target when variant.Variant.Given.Target == TargetStates.Self => ValueOf(hole with { Role = role }),
        Role.Target => ValueOf(hole),
        _ => variant.Seeds.ValueOf(hole),
    };

    /// <summary>Logs out a session and waits until it is dead.</summary>
    /// <exception cref="InconclusiveException">The logout is refused, or has no effect; T1 judges that.</exception>
    public async Task LogOutAsync(Role role, string? kind = null)
    {
        if (facts.Effect == LogoutEffect.None && !check.Equals("T1", StringComparison.Ordinal))
            throw new InconclusiveException(NoEffect);
        var step = await SendLogoutAsync(role, kind);
        var since = options.Clock.GetTimestamp();
        if (await TimeUntilAsync(since, MaxWait, () => IsDeadAsync(role)) is null)
        {
            if (!IsSuccess(step.Exchange.Response.Status))
                throw new InconclusiveException(
                    $"The logout of a live session is refused: {Sent(step.Exchange.Request)} got {step.Exchange.Response.Status}, and " +
                    "the session is still live.");
            throw new InconclusiveException(NoEffect);
        }

        facts.Effect = LogoutEffect.Ends;
        facts.Add(new EndedSession(check, kinds[role], talk.Cast.SessionOf(role), talk.Received.Last()));
    }

    /// <summary>Sends the contract's logout without judging the response or its effect.</summary>
    public Task<Step> SendLogoutAsync(Role role, string? kind = null) =>
        SendAsync(StepKind.Ending, $"{Conversation.Name(role)} logs out", LogoutBy(role, kind),
            LogoutOf(kind ?? contract.Sessions.DefaultKind).Operation, static _ => []);

    public const string NoEffect = "The plain logout ends no session (see T1), so this would say nothing.";

    /// <summary>How long to wait for a session to end after its logout.</summary>
    public TimeSpan MaxWait => options.MaxLatency > Patience ? options.MaxLatency : Patience;

    /// <summary>Probes several times, and records a finding if the session is not in the expected state.</summary>
    /// <param name="finding">The text of that finding: one or more sentences.</param>
    /// <returns>Whether the session is in the expected state.</returns>
    /// <exception cref="InconclusiveException">The probe's answer is unclear.</exception>
    public async Task<bool> MustBeAsync(SessionLife expected, Role role, string finding, Cause cause = Cause.Own)
    {
        for (var i = 0; i < Replays; i++)
        {
            var actual = await LifeOfAsync(role, StepKind.Afterwards, expected);
            if (actual == SessionLife.Unclear)
                throw new InconclusiveException(
                    $"The probe's answer to the session of the {Conversation.Name(role)} shows neither a live session nor a dead one.");
            if (actual == expected)
                continue;
            if (expected == SessionLife.Dead && await IsIntermittentAsync(role))
                Find("A dead token is refused on some requests and accepted on others. All should refuse it.", Cause.RefusalIsIntermittent);
            else
                Find(finding, cause);
            return false;
        }

        return true;
    }

    private async Task<bool> IsIntermittentAsync(Role role)
    {
        for (var i = 0; i < Replays; i++)
        {
            if (await LifeOfAsync(role, StepKind.Afterwards) == SessionLife.Dead)
                return true;
        }

        return false;
    }

    /// <summary>Positive control: if a session is dead before the logout, a dead session afterwards proves nothing.</summary>
    /// <exception cref="InconclusiveException">The session is not live.</exception>
    public async Task MustLiveBeforeAsync(Role role)
    {
        if (await LifeOfAsync(role, StepKind.Control, SessionLife.Live) != SessionLife.Live)
            throw new InconclusiveException($"The session of the {Conversation.Name(role)} is not live before the check begins.");
    }

    /// <summary>Probes a session, several times if the answer is unclear.</summary>
    /// <param name="expected">The expected state, for the report; null to report none.</param>
    public async Task<SessionLife> LifeOfAsync(Role role, StepKind kind, SessionLife? expected = null)
    {
        Note($"the probe with the session of the {Conversation.Name(role)}", talk.ProbeOf(role, ValueOf));
        var probed = await facts.Probe.AskAsync(talk, role, kind, expected, kinds.GetValueOrDefault(role), ValueOf, cancellation);
        facts.HasAnswered = true;
        return probed.Life;
    }

    public async Task<bool> IsDeadAsync(Role role) => await LifeOfAsync(role, StepKind.Afterwards) == SessionLife.Dead;

    /// <summary>The probe's answers with a fresh session, with its twin and without a session, measured once per run and kind.</summary>
    public Task<Controls> ControlsAsync(string? kind = null) => facts.Probe.ControlsAsync(kind, cancellation);

    /// <summary>How the probe's answers to a live and to a dead session differ on this target.</summary>
    /// <exception cref="InconclusiveException">They do not differ, or could not be measured.</exception>
    public async Task<LifeMarks> MarksAsync(string? kind = null)
    {
        var controls = await ControlsAsync(kind);
        return controls.Marks ?? throw new InconclusiveException(controls.Problem);
    }

    /// <summary>A request with this role's token replaced by another string.</summary>
    public RenderedRequest WithKey(RenderedRequest request, Role role, string token)
    {
        talk.Cast.Hide(token);
        return contract.TokensIn(request)
            .Where(shown => shown.Text.Length > 0 && shown.Value.Values.Any(value => IsOf(role, value, shown.Text)))
            .Aggregate(request, (altered, shown) => altered.With(shown.Value, token));
    }

    private bool IsOf(Role role, int value, string text) =>
        string.Equals(talk.Cast[new(role, contract.Sessions.ValueNames[value])], text, StringComparison.Ordinal);

    /// <summary>The token of this role's session.</summary>
    public string KeyOf(Role role) => ValueOf(new(role, contract.Key.Name));

    /// <summary>The value of a placeholder.</summary>
    /// <exception cref="InconclusiveException">No response has contained it.</exception>
    public string ValueOf(Hole hole) =>
        talk.Cast[hole] ?? throw new InconclusiveException($"No response contains the {hole.Name} of a session that a login opened.");

    /// <summary>Polls until something holds, such as that a session is dead.</summary>
    /// <param name="since">The timestamp from which to count, by the clock of the options.</param>
    /// <param name="longest">The time after which polling stops.</param>
    /// <param name="holds">Asks once.</param>
    /// <returns>How long it took; null if it does not hold yet.</returns>
    public async Task<TimeSpan?> TimeUntilAsync(long since, TimeSpan longest, Func<Task<bool>> holds)
    {
        while (true)
        {
            var isReached = await holds();
            var elapsed = options.Clock.GetElapsedTime(since);
            if (isReached)
                return elapsed;
            if (elapsed >= longest)
                return null;
            await Task.Delay(PollEvery, options.Clock, cancellation);
        }
    }

    public Task WaitAsync(TimeSpan time) => time > TimeSpan.Zero ? Task.Delay(time, options.Clock, cancellation) : Task.CompletedTask;

    /// <summary>Whether a logout's status reports success: any 2xx, or the documented redirect.</summary>
    public bool IsSuccess(int status) => status is >= 200 and < 300 || (status is >= 300 and < 400 && status == Logout.Answer!.Status);

    /// <summary>Whether the response is a server error that the contract does not document.</summary>
    public static bool IsCrash(ReceivedResponse response, PlannedVariant? expected) =>
        response.Status >= 500 && response.Status != expected?.Answer?.Status;

    /// <summary>A comparison that fails for a server error that the contract does not document.</summary>
    public static Comparison NoCrash(ReceivedResponse response, PlannedVariant? expected) =>
        new("the answer", "no server error", IsCrash(response, expected)
            ? string.Create(CultureInfo.InvariantCulture, $"status {response.Status}") : "no server error");

    /// <summary>Method and path without the query, as part of a sentence.</summary>
    public static string Sent(RenderedRequest request) => $"{request.Method} {request.Target.Split('?')[0]}";

    private void Note(string title, RenderedRequest request)
    {
        Last = $"{Sent(request)} ({title})";
        LastRequest = request;
    }
}
