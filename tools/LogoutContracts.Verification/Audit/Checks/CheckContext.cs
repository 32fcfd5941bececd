using System.Globalization;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;

namespace LogoutContracts.Verification.Audit.Checks;

/// <summary>One check against one target: opens sessions, logs them out, asks what they are worth, and notes what is wrong.</summary>
internal sealed class CheckContext(AuditedContract contract, Conversation talk, AuditOptions options, CancellationToken cancellation)
{
    /// <summary>A token that is dead once is not yet dead: caches and replicas answer in turn.</summary>
    private const int Replays = 3;

    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(200);
    private readonly List<string> findings = [];

    public AuditedContract Contract => contract;

    public AuditOptions Options => options;

    public Conversation Talk => talk;

    /// <summary>What is wrong, a sentence each.</summary>
    public IReadOnlyList<string> Findings => findings;

    public void Find(string finding)
    {
        if (!findings.Contains(finding, StringComparer.Ordinal))
            findings.Add(finding);
    }

    public PlannedVariant Logout => LogoutOf(contract.Sessions.DefaultKind);

    public PlannedVariant LogoutOf(string? kind) => contract.LogoutOf(kind) ?? throw new InconclusiveException($"The contract has no logout for a session of kind '{kind}'.");

    /// <summary>Opens a session by the contract's login.</summary>
    /// <param name="kind">Null: the contract's default.</param>
    public async Task OpenAsync(Role role, string? kind = null)
    {
        var (session, problem) = await talk.LogInAsync(kind ?? contract.Sessions.DefaultKind);
        Play(role, session ?? throw new InconclusiveException(problem));
    }

    /// <summary>Opens a session of another user.</summary>
    /// <returns>Whether that is possible here.</returns>
    public async Task<bool> TryOpenForeignAsync(Role role)
    {
        var kind = contract.Sessions.DefaultKind;
        if (options.OpenForeign is { } open)
        {
            Play(role, await open(kind, cancellation));
            return true;
        }

        var (session, _) = await talk.Logins.OpenAsync(kind, ofOther: true);
        if (session is not null)
            Play(role, session);
        return session is not null;
    }

    /// <summary>The contract's logout, called by this role's session.</summary>
    public RenderedRequest LogoutBy(Role role, string? kind = null) => As(role, LogoutOf(kind ?? contract.Sessions.DefaultKind));

    /// <summary>A variant's example, with this role's session as its caller.</summary>
    public RenderedRequest As(Role role, PlannedVariant variant) => RenderedRequest.Of(variant.Variant.Request, hole => As(hole, role, variant));

    /// <summary>What a hole of that example holds then.</summary>
    public string As(Hole hole, Role role, PlannedVariant variant) => hole.Role switch
    {
        Role.Caller => ValueOf(hole with { Role = role }),
        Role.Target when variant.Variant.Given.Target == TargetStates.Self => ValueOf(hole with { Role = role }),
        Role.Target => ValueOf(hole),
        _ => variant.Seeds.ValueOf(hole),
    };

    /// <summary>Logs a session out, which must succeed, and gives it the time to die that it may take.</summary>
    public async Task LogOutAsync(Role role, string? kind = null)
    {
        var step = await AnswerAsync(StepKind.Ending, $"{Conversation.Name(role)} logs out", LogoutBy(role, kind), LogoutOf(kind ?? contract.Sessions.DefaultKind));
        if (!step.Holds)
            throw new InconclusiveException($"The logout fails: {Conversation.FirstFailure(step.Comparisons)}.");
        await SettleAsync(role);
    }

    /// <summary>Sends a request whose answer should have the status of this variant.</summary>
    public Task<Step> AnswerAsync(StepKind kind, string title, RenderedRequest request, PlannedVariant expected) => talk.SendAsync(
        kind, title, request, expected.Operation, response => [StatusOf(response, expected.Answer!.Status)]);

    /// <summary>Asks the probe several times, and notes where the session is not what it must be.</summary>
    /// <param name="finding">A sentence for where it is not.</param>
    public async Task MustBeAsync(Liveness expected, Role role, string finding)
    {
        // One live answer is enough to show that a session is live.
        for (var i = 0; i < (expected == Liveness.Live ? 1 : Replays); i++)
        {
            var actual = await WorthAsync(role, StepKind.Afterwards, expected);
            if (actual == Liveness.Unclear)
                throw new InconclusiveException("The probe's answer says neither that the session lives nor that it is over.");
            if (actual != expected)
            {
                Find(finding);
                return;
            }
        }
    }

    /// <summary>Positive control: what is dead before a logout proves nothing after it.</summary>
    public async Task MustLiveBeforeAsync(Role role)
    {
        if (await WorthAsync(role, StepKind.Control, Liveness.Live) != Liveness.Live)
            throw new InconclusiveException($"The session of the {Conversation.Name(role)} is not live to begin with.");
    }

    /// <param name="expected">What it should be; null: anything.</param>
    public async Task<Liveness> WorthAsync(Role role, StepKind kind, Liveness? expected = null)
    {
        var worth = Liveness.Unclear;
        await talk.SendAsync(kind, $"Is the {Conversation.Name(role)}'s session live?", talk.ProbeOf(role, ValueOf), contract.Plan.Live.Operation, response =>
        {
            worth = WorthOf(response, role);
            return expected is { } wanted ? [new("the session", Word(wanted), Word(worth))] : [];
        });
        return worth;
    }

    public Liveness WorthOf(ReceivedResponse response, Role role) => LivenessReader.Of(response, contract.Plan, variant => talk.Fits(response, variant, role));

    public static Comparison StatusOf(ReceivedResponse response, int expected) =>
        new("status", expected.ToString(CultureInfo.InvariantCulture), response.Status.ToString(CultureInfo.InvariantCulture));

    public string KeyOf(Role role) => ValueOf(new(role, contract.Key.Name));

    public string ValueOf(Hole hole) => talk.Cast[hole] ?? throw new InconclusiveException($"Nothing tells the {hole.Name} of a session that a login has opened.");

    /// <summary>Polls until a session that has been logged out is dead, or its time is over.</summary>
    /// <param name="since">When it was logged out, by the clock of the options.</param>
    /// <param name="isDead">Asks once.</param>
    /// <returns>How long it took; null where it lives on.</returns>
    public async Task<TimeSpan?> TimeToDeathAsync(long since, Func<Task<bool>> isDead)
    {
        while (true)
        {
            var dead = await isDead();
            var elapsed = options.Clock.GetElapsedTime(since);
            if (dead)
                return elapsed;
            if (elapsed >= options.MaxLatency)
                return null;
            await Task.Delay(PollEvery, options.Clock, cancellation);
        }
    }

    public async Task<bool> IsDeadAsync(Role role) => await WorthAsync(role, StepKind.Afterwards) == Liveness.Dead;

    public Task WaitAsync(TimeSpan time) => time > TimeSpan.Zero ? Task.Delay(time, options.Clock, cancellation) : Task.CompletedTask;

    private async Task SettleAsync(Role role)
    {
        if (options.MaxLatency > TimeSpan.Zero)
            await TimeToDeathAsync(options.Clock.GetTimestamp(), () => IsDeadAsync(role));
    }

    private void Play(Role role, IReadOnlyDictionary<string, string> session)
    {
        talk.Cast.SetAll(role, session);
        foreach (var (name, value) in session)
        {
            if (contract.Sessions.Credentials.Any(credential => string.Equals(credential.Name, name, StringComparison.Ordinal)))
                talk.Cast.Hide(value);
        }
    }

    private static string Word(Liveness worth) => worth switch
    {
        Liveness.Live => "live",
        Liveness.Dead => "dead",
        _ => "unclear",
    };
}
