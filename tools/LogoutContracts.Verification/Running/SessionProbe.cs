using System.Collections.Concurrent;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Mocks.Requests.Editing;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Judging.Liveness;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Running;

/// <summary>
/// Measures, once per run and kind of session, how the probe's answers to live and dead sessions differ. Then tells live sessions from
/// dead ones.
/// </summary>
/// <param name="converse">Starts a conversation for requests that do not belong to a case.</param>
/// <param name="waits">The delays before further attempts if an answer is unclear; null for 250 ms and 1 s.</param>
internal sealed class SessionProbe(MockPlan plan, Func<CancellationToken, Conversation> converse, IReadOnlyList<TimeSpan>? waits = null)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<Controls>>> measured = new(StringComparer.Ordinal);

    private IReadOnlyList<TimeSpan> Waits => waits ?? [TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(1)];

    /// <summary>
    /// Opens a session and a second one, its twin, and probes with them, without credentials and with a look-alike of the first. Measures
    /// only once.
    /// </summary>
    /// <param name="kind">Null for the contract's default.</param>
    /// <param name="probe">Null for the session's own.</param>
    public async Task<Controls> ControlsAsync(string? kind, CancellationToken cancellation, PlannedProbe? probe = null)
    {
        kind ??= plan.Contract.Sessions.DefaultKind;
        var asked = probe ?? plan.Probes[0];
        var (name, isKept) = ($"{asked.Credential} {kind}", false);
        var measuring = measured.GetOrAdd(name, _ => new(() => MeasureAsync(kind, asked, cancellation)));
        try
        {
            var controls = await measuring.Value;
            isKept = controls.Marks is not null || controls.IsIndistinct;
            return controls;
        }
        finally
        {
            // If the measurement failed, try again for the next case.
            if (!isKept)
                measured.TryRemove(new(name, measuring));
        }
    }

    /// <summary>Measures again, because the measured sessions may have ended.</summary>
    public void Forget() => measured.Clear();

    /// <summary>Probes with the session of a role, several times if the answer is unclear.</summary>
    /// <param name="expected">The expected state, recorded in the step; null to record none.</param>
    /// <param name="kind">The kind of the session; null for the contract's default.</param>
    public async Task<ProbedLife> AskAsync(
        Conversation talk, Role role, StepKind step, SessionLife? expected, string? kind, Func<Hole, string> valueOf,
        CancellationToken cancellation, PlannedProbe? probe = null)
    {
        probe ??= plan.Probes[0];
        var controls = await ControlsAsync(kind, cancellation, probe);
        if (controls.IsIndistinct)
            talk.Memory.CannotTell(controls.Problem);
        if (controls.Marks is not { } marks)
            return new(SessionLife.Unclear, controls.Problem.TrimEnd('.'));
        var asked = await AskOnceAsync(talk, role, step, expected, marks, controls, valueOf, probe, cancellation);
        foreach (var wait in Waits)
        {
            if (asked.Life != SessionLife.Unclear)
                break;
            await Task.Delay(wait, cancellation);
            asked = await AskOnceAsync(talk, role, step, expected, marks, controls, valueOf, probe, cancellation);
        }

        return asked;
    }

    private async Task<ProbedLife> AskOnceAsync(
        Conversation talk, Role role, StepKind kind, SessionLife? expected, LifeMarks marks, Controls controls,
        Func<Hole, string> valueOf, PlannedProbe probe, CancellationToken cancellation)
    {
        var title = $"{talk.WhatOf(role, probe)} is {(expected == SessionLife.Dead ? "dead" : "live")}";
        var step = await talk.SendAsync(kind, title, talk.ProbeOf(role, valueOf, probe), probe.Operation, _ => []);
        var response = step.Exchange.Response;
        bool? twin = marks.NeedsTwin(response) ? await IsTwinLiveAsync(controls, talk.Target.BaseUrl, marks, probe, cancellation) : null;
        var life = marks.Read(response, twin);
        if (expected is { } wanted && life != SessionLife.Unclear)
            talk.Also([new("the session", Word(wanted), Word(life))]);
        return new(life, life == SessionLife.Unclear ? Unclear(response, twin) : marks.Shown(response));
    }

    private static string Unclear(ReceivedResponse response, bool? twin) => twin == false
        ? $"the probe answers {Text(response)}, and refuses another session that was never logged out, too"
        : $"the probe answers {Text(response)}, which no control got";

    private static string Text(ReceivedResponse response) => string.Create(null, $"{response.Status}");

    private static string Word(SessionLife life) => life == SessionLife.Live ? "live" : "dead";

    private async Task<bool> IsTwinLiveAsync(
        Controls controls, Uri replica, LifeMarks marks, PlannedProbe probe, CancellationToken cancellation)
    {
        if (controls.Twin is not { } twin)
            return false;
        var talk = converse(cancellation);
        talk.MoveTo(replica);
        var step = await talk.SendAsync(StepKind.Control, "twin is live", ProbeWith(probe, twin), probe.Operation, _ => []);
        return marks.Read(step.Exchange.Response) == SessionLife.Live;
    }

    private async Task<Controls> MeasureAsync(string? kind, PlannedProbe probe, CancellationToken cancellation)
    {
        var talk = converse(cancellation);
        var (fresh, problem) = await talk.Logins.OpenAsync(kind);
        if (fresh is null)
            return new(null, problem) { Talk = talk };

        // Probe before the twin's login: if users can have only one session, that login ends this one.
        var lives = new List<ReceivedResponse> { await AnswerAsync(talk, "a fresh session", probe, ProbeWith(probe, fresh)) };
        var twin = talk.Target.Accounts.Session.Count > 0 ? null : (await talk.Logins.OpenAsync(kind)).Session;
        var key = probe.Credential;
        var alike = new Dictionary<string, string>(fresh, StringComparer.Ordinal) { [key] = LookAlike.Of(fresh[key]) };
        talk.Cast.Hide(alike[key]);

        if (twin is not null)
            lives.Add(await AnswerAsync(talk, "its twin", probe, ProbeWith(probe, twin)));
        ReceivedResponse[] controls =
        [
            await AnswerAsync(talk, "no session", probe, ProbeWith(probe, fresh).Without(plan.CallerOf(probe.Operation))),
            await AnswerAsync(talk, "a session that was never opened", probe, ProbeWith(probe, alike)),
        ];
        return Read(lives, controls, probe) with { Fresh = fresh, Twin = twin, Unknown = alike, Talk = talk };
    }

    private static Controls Read(List<ReceivedResponse> fresh, ReceivedResponse[] controls, PlannedProbe probe)
    {
        var clear = controls.Where(control => !LifeMarks.IsUnclear(control.Status)).ToList();
        if (fresh.Exists(response => LifeMarks.IsUnclear(response.Status)) || clear.Count == 0)
        {
            var answers = string.Join(", ", fresh.Concat(controls).Select(Text).Distinct(StringComparer.Ordinal));
            return new(null, $"The probe '{probe.Operation}' answers {answers}, so nothing can be measured.");
        }

        if (LifeMarks.Measure(fresh, clear, DifferingParts.Between(probe.Live.Answer?.Body, probe.Dead.Answer?.Body)) is { } marks)
            return new(marks, "");
        return new(
            null,
            $"The probe '{probe.Operation}' answers a fresh session, no session and an unknown session alike, so it cannot tell live " +
            "from dead.")
        {
            IsIndistinct = true,
        };
    }

    private static async Task<ReceivedResponse> AnswerAsync(
        Conversation talk, string who, PlannedProbe probe, RenderedRequest request) =>
        (await talk.SendAsync(StepKind.Control, $"The probe with {who}", request, probe.Operation, _ => [])).Exchange.Response;

    private static RenderedRequest ProbeWith(PlannedProbe probe, IReadOnlyDictionary<string, string> session) =>
        RenderedRequest.Of(probe.Live.Variant.Request, hole => session.GetValueOrDefault(hole.Name) ?? probe.Live.Seeds.ValueOf(hole));
}

/// <summary>The result of measuring the probe.</summary>
/// <param name="Marks">How answers to live and dead sessions differ; null if they do not, or could not be measured.</param>
/// <param name="Problem">Why there are no marks, in a sentence; empty if there are.</param>
internal sealed record Controls(LifeMarks? Marks, string Problem)
{
    /// <summary>Whether the probe gave the same answer to all controls.</summary>
    public bool IsIndistinct { get; init; }

    /// <summary>The values of the measured session, by name.</summary>
    public IReadOnlyDictionary<string, string>? Fresh { get; init; }

    /// <summary>The values of a second session that is never logged out; null if there is none.</summary>
    public IReadOnlyDictionary<string, string>? Twin { get; init; }

    /// <summary>The values of the fresh session with a changed key credential, which was never issued.</summary>
    public IReadOnlyDictionary<string, string>? Unknown { get; init; }

    /// <summary>The exchanges of the measurement.</summary>
    public Conversation? Talk { get; init; }
}

/// <summary>The state that the probe showed.</summary>
/// <param name="Shown">The evidence for it, as part of a sentence.</param>
internal sealed record ProbedLife(SessionLife Life, string Shown);
