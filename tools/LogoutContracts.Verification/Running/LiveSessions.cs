using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Judging;
using LogoutContracts.Verification.Judging.Liveness;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Running;

/// <summary>What the sessions of one conversation with a real provider are worth, by the marks that were measured on it.</summary>
internal sealed class LiveSessions(Conversation talk, SessionProbe probe, Func<Hole, string> valueOf)
{
    private const int Named = 8;

    /// <summary>Measures before any session of the case is opened, as its logins could end one.</summary>
    public Task MeasureAsync(string? kind) => probe.ControlsAsync(kind, talk.Cancellation);

    /// <summary>Positive control: a session that must be live is.</summary>
    /// <param name="kind">Of the session; null: the contract's default.</param>
    /// <returns>Null if it is live.</returns>
    public async Task<CaseDecision?> ControlAsync(Role role, string? kind)
    {
        var asked = await AskAsync(role, kind, StepKind.Control, SessionLife.Live);
        return asked.Life switch
        {
            SessionLife.Live => null,
            SessionLife.Unclear => new(Outcome.Inconclusive, $"Whether the session of the {Conversation.Name(role)} is live cannot be told: {asked.Shown}.", [], []),
            _ => Died(role, asked.Shown),
        };
    }

    /// <summary>Asks what a session is worth after the request that a case is about; a dead one several times, as caches and replicas answer in turn.</summary>
    public async Task<SessionFinding> FindAsync(Role role, string? kind, SessionLife should)
    {
        ProbedLife asked;
        var times = should == SessionLife.Dead ? VariantRun.Replays : 1;
        do
            asked = await AskAsync(role, kind, StepKind.Afterwards, should);
        while (--times > 0 && asked.Life == should);
        return new(Who(role), should, asked.Life, asked.Shown);
    }

    /// <summary>Whether an answer of the probe has the marks of a live session.</summary>
    public async Task<bool> LooksLiveAsync(Http.ReceivedResponse response, string? kind) =>
        (await probe.ControlsAsync(kind, talk.Cancellation)).Marks?.Read(response) == SessionLife.Live;

    /// <summary>The values of a session that was never opened; null if no login works.</summary>
    public async Task<IReadOnlyDictionary<string, string>?> UnknownAsync(string? kind) => (await probe.ControlsAsync(kind, talk.Cancellation)).Unknown;

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
            return new(Outcome.Inconclusive, $"The login hands out a session that is not live: asked with it, {shown}.", [], []);
        var requests = string.Join(", ", since.TakeLast(Named));
        return new(Outcome.Failed, $"The session of the {Conversation.Name(role)} died without cause: asked with it, {shown}. Since it was last live came {requests}.", [], []);
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
