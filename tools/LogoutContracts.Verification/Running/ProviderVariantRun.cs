using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Judging;
using LogoutContracts.Verification.Judging.Liveness;
using LogoutContracts.Verification.Learning;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Running;

/// <summary>
/// Verifies one variant against a real provider. Only the response to the variant's own request is compared with the contract. Other
/// requests must prepare the case, or show whether a session is live.
/// </summary>
internal sealed class ProviderVariantRun
{
    private readonly PlannedVariant variant;
    private readonly Conversation talk;
    private readonly SessionCasting casting;
    private readonly LiveSessions sessions;

    public ProviderVariantRun(PlannedVariant variant, Conversation talk, SessionProbe probe)
    {
        this.variant = variant;
        this.talk = talk;
        casting = new(variant, talk);
        sessions = new(talk, probe, casting.ValueOf);
    }

    private Given Given => variant.Variant.Given;

    public Verdict Inconclusive(string reason) => Decided(new(Outcome.Inconclusive, reason, [], []));

    public async Task<Verdict> ToVerdictAsync()
    {
        if (casting.Live.Any())
            await sessions.MeasureAsync(Given.Kind);
        if (await casting.CastAsync() is { } missing)
            return Inconclusive(missing);
        if (Given.Caller == CallerStates.Unknown && await sessions.UnknownAsync(Given.Kind) is { } unknown)
            talk.Cast.SetAll(Role.Caller, unknown);
        foreach (var seed in casting.Live)
        {
            if (await sessions.ControlAsync(seed.Role, seed.Kind) is { } notLive)
                return Decided(notLive);
        }

        if (await EndSessionsAsync() is { } unended)
            return Decided(unended);
        if (variant.Variant.Opens && await talk.Logins.PrepareAsync(variant, talk.Cast) is { } unprepared)
            return Inconclusive(unprepared);
        var request = talk.Logins.Fill(variant, RenderedRequest.Of(variant.Variant.Request, casting.ValueOf));
        if (variant.Answer is null)
            return await RefusedHandshakeAsync(request);
        var answer = await talk.SendCaseAsync(variant.Variant.Summary, request, variant);
        var decision = await DecideAsync(request, answer);
        return Decided(decision) with
        {
            Observed = decision.Outcome == Outcome.Refuted
                ? ObservedAnswer.Of(variant, decision.Problems, answer.Step.Exchange.Response, talk.Cast)
                : null,
        };
    }

    private async Task<Verdict> RefusedHandshakeAsync(RenderedRequest request)
    {
        var step = await talk.SendRefusedHandshakeAsync(StepKind.Request, variant.Variant.Summary, request, variant);
        return Decided(CaseJudge.Decide(
            await FindingsAsync(variant), step.Comparisons, variant.Variant.Basis, [], [], talk.Memory.IsStrict));
    }

    private async Task<CaseDecision> DecideAsync(RenderedRequest request, JudgedAnswer answer)
    {
        var findings = await FindingsAsync(answer.Ruling);
        var response = answer.Step.Exchange.Response;
        var never = new List<Comparison>(UniversalChecks.Among(response, answer.Ruling));
        var isDeadCaller = (Given.Caller & (CallerStates.Active | CallerStates.None)) == 0;
        if (IsOnProbe && isDeadCaller && await sessions.LooksLiveAsync(response, Given.Kind))
            never.Add(UniversalChecks.TakenForLive);
        if (HasNoEffect(request, answer, findings))
            never.Add(UniversalChecks.NoEffect);
        var tokens = await TokensAsync(answer.Ruling);
        never.AddRange(tokens.Where(comparison => !comparison.Holds));
        string[] remarks =
        [
            .. answer.Ruling == variant ? [] : (string[])[$"The target answers as '{answer.Ruling.Name}' says."],
            .. RemarkText.Of(tokens),
        ];
        return CaseJudge.Decide(findings, answer.Step.Comparisons, variant.Variant.Basis, never, remarks, talk.Memory.IsStrict);
    }

    /// <summary>Compares the tokens that the response issues.</summary>
    private async Task<IReadOnlyList<Comparison>> TokensAsync(PlannedVariant ruling)
    {
        if (ruling.Variant is not ({ Opens: true } or { Renews: true }))
            return [];
        var role = ruling.Variant.Renews ? Role.Renewed : Role.Opened;
        return await talk.Tokens.CompareAsync(ruling.Operation, ruling.Variant.Renews, name => talk.Cast[new(role, name)]);
    }

    private bool IsOnProbe => string.Equals(variant.Operation, talk.Plan.Live.Operation, StringComparison.Ordinal);

    private bool HasNoEffect(RenderedRequest request, JudgedAnswer answer, List<SessionFinding> findings) =>
        Given.Caller == CallerStates.Active && Effects.IsLogout(talk.Plan, variant.Operation, request)
        && answer.Step.Exchange.Response.Status is >= 200 and < 300
        && findings.Count > 0 && findings.TrueForAll(finding => finding.Is == SessionLife.Live) && !Effects.StatesNoEffect(answer.Ruling);

    private async Task<List<SessionFinding>> FindingsAsync(PlannedVariant ruling)
    {
        var findings = new List<SessionFinding>();
        foreach (var (role, probe, isLive) in casting.StatesAfter(ruling.Variant))
        {
            var should = isLive ? SessionLife.Live : SessionLife.Dead;
            findings.Add(await sessions.FindAsync(role, Given.Kind, should, probe));
            if (should == SessionLife.Dead && !findings[^1].IsWrong && findings[^1].Is == SessionLife.Dead)
                talk.Memory.SawLogout();
        }

        // If the response contains no session, its comparison has already failed.
        var hasOpened = ruling.Variant.Opens && talk.Plan.Contract.Sessions.Credentials
            .All(credential => talk.Cast[new(Role.Opened, credential.Name)] is { Length: > 0 });
        if (hasOpened)
        {
            var kind = talk.Plan.Contract.FindOperation(ruling.Operation)!.Session.OpensKind;
            foreach (var probe in talk.Plan.Probes)
                findings.Add(await sessions.FindAsync(Role.Opened, kind, SessionLife.Live, probe));
        }

        return findings;
    }

    /// <summary>Logs out the sessions that the variant requires to have ended.</summary>
    /// <returns>Why they could not be ended; null if they were.</returns>
    private async Task<CaseDecision?> EndSessionsAsync()
    {
        if (Preconditions.Endings(talk.Plan, variant) is not { } endings)
            return new(Outcome.Inconclusive, "Needs a session that has been ended, and no variant that holds here ends one.", [], []);
        foreach (var ending in endings)
        {
            var step = await talk.SendAsync(
                StepKind.Ending, $"{Conversation.Name(ending.Role)} logs out", Conversation.RequestOf(ending, casting.ValueOf),
                ending.By.Operation, _ => []);
            talk.Note(ending.By, step.Exchange.Response);
            foreach (var probe in talk.Plan.Probes.Where(probe => IsDeadAfter(ending, probe)))
            {
                var finding = await sessions.FindAsync(ending.Role, Given.Kind, SessionLife.Dead, probe);
                if (finding.Is != SessionLife.Dead)
                    return Unended(ending, finding, step.Exchange.Response);
                if (!ending.By.Variant.Renews)
                    talk.Memory.SawLogout();
            }
        }

        return null;
    }

    private static bool IsDeadAfter(Ending ending, PlannedProbe probe) =>
        ending.By.Variant.StateAfter(Role.Caller, probe.Credential)
            is SessionState.Ended or SessionState.Expired or SessionState.Superseded;

    private CaseDecision Unended(Ending ending, SessionFinding finding, ReceivedResponse response)
    {
        if (finding.IsWrong && Text(response) is { Length: > 0 } refused)
        {
            return new(
                Outcome.Inconclusive, $"The {Conversation.Name(ending.Role)} cannot be logged out: the logout answers {refused}.", [], []);
        }

        return CaseJudge.Decide(
            [finding with { Who = $"the session of the {Conversation.Name(ending.Role)}, after its logout," }], [], null, [], [],
            talk.Memory.IsStrict);
    }

    /// <summary>The status of an error response; empty for other responses.</summary>
    private static string Text(ReceivedResponse response) => response.Status >= 400 ? string.Create(null, $"{response.Status}") : "";

    private Verdict Decided(CaseDecision decision) =>
        new(talk.Plan, variant, decision.Outcome, decision.Reason, talk.Steps) { Decision = decision };
}
