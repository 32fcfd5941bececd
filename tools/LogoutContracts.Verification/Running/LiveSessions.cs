using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Judging;
using LogoutContracts.Verification.Judging.Liveness;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Running;

/// <summary>Probes the sessions of one conversation with a real provider, and judges whether they are live or dead.</summary>
internal sealed class LiveSessions(Conversation talk, SessionProbe probe, Func<Hole, string> valueOf)
{
    private const int MaxNamedRequests = 8;

    /// <summary>
    /// Measures the probe's answers to live and dead sessions. Call this before the case opens sessions, because the logins of the
    /// measurement could end them.
    /// </summary>
    public Task MeasureAsync(string? kind) => probe.ControlsAsync(kind, talk.Cancellation);

    /// <summary>Positive control: checks that a session is live before the request of the case.</summary>
    /// <param name="kind">The kind of the session; null for the contract's default.</param>
    /// <returns>Null if the session is live.</returns>
    public async Task<CaseDecision?> ControlAsync(Role role, string? kind)
    {
        var asked = await AskAsync(role, kind, StepKind.Control, SessionLife.Live);
        return asked.Life switch
        {
            SessionLife.Live => null,
            SessionLife.Unclear => new(
                Outcome.Inconclusive,
                $"It is unclear whether the session of the {Conversation.Name(role)} is live: {asked.Shown}.", [], []),
            _ => Died(role, asked.Shown),
        };
    }

    /// <summary>
    /// Probes a session after the request of the case. If it should be dead, probes several times: caches and replicas may disagree.
    /// </summary>
    public async Task<SessionFinding> FindAsync(Role role, string? kind, SessionLife should)
    {
        ProbedLife asked;
        var times = should == SessionLife.Dead ? VariantRun.Replays : 1;
        do
            asked = await AskAsync(role, kind, StepKind.Afterwards, should);
        while (--times > 0 && asked.Life == should);
        return new(Who(role), should, asked.Life, asked.Shown);
    }

    /// <summary>Whether a response to the probe looks like that to a live session.</summary>
    public async Task<bool> LooksLiveAsync(Http.ReceivedResponse response, string? kind) =>
        (await probe.ControlsAsync(kind, talk.Cancellation)).Marks?.Read(response) == SessionLife.Live;

    /// <summary>The values of a session that was never opened; null if they could not be made, because no login works.</summary>
    public async Task<IReadOnlyDictionary<string, string>?> UnknownAsync(string? kind) =>
        (await probe.ControlsAsync(kind, talk.Cancellation)).Unknown;

    private async Task<ProbedLife> AskAsync(Role role, string? kind, StepKind step, SessionLife expected)
    {
        var asked = await probe.AskAsync(talk, role, step, expected, kind, valueOf, talk.Cancellation);
        if (asked.Life == SessionLife.Live)
            talk.Memory.SawLive(KeyOf(role));
        return asked;
    }

    private CaseDecision Died(Role role, string shown)
    {
        var since = talk.Memory.SentSince(KeyOf(role));
        if (since.Count == 0)
            return new(Outcome.Inconclusive, $"The login returns a session that is not live: {shown}.", [], []);
        var requests = string.Join(", ", since.TakeLast(MaxNamedRequests));
        return new(
            Outcome.Failed,
            $"The session of the {Conversation.Name(role)} died unexpectedly: {shown}. " +
            $"Requests since it was last live: {requests}.", [], []);
    }

    private string KeyOf(Role role) => valueOf(new(role, talk.Plan.Contract.Sessions.Credentials[talk.Plan.Contract.Sessions.Key].Name));

    private static string Who(Role role) => role switch
    {
        Role.Caller => "the session that the request was sent with",
        Role.Target => "the session that the request named",
        Role.Opened => "the session that the answer opened",
        _ => "another session",
    };
}
