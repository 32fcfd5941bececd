using System.Globalization;
using LogoutContracts.Mocks.Matching;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Judging;
using LogoutContracts.Verification.Judging.Liveness;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Verification.Negatives;

/// <summary>
/// Runs one negative test against a real provider: opens sessions, sends the request, and probes the sessions afterwards.
/// </summary>
internal sealed class ProviderNegativeRun(NegativeTest negative, Conversation talk, SessionProbe probe, SessionPool pool)
{
    private readonly NegativeSessions sessions = new(negative, talk, pool);

    public async Task<CaseDecision> RunAsync()
    {
        if (negative.ChangesLogin)
            return new(
                Outcome.NotApplicable,
                "It changes a value of the login that only the user can know; another one would be refused for that.", [], []);
        var live = new LiveSessions(talk, probe, sessions.ValueOf);
        if (negative.Base.Variant.Given.Caller == CallerStates.Active)
            await live.MeasureAsync(negative.Base.Variant.Given.Kind);
        if (await sessions.OpenAsync() is { } problem)
            return new(Outcome.Inconclusive, problem, [], []);
        foreach (var session in sessions.All)
        {
            HideLookAlikes(session);
            if (await live.ControlAsync(session.Role, session.Kind) is { } notLive)
                return notLive;
        }

        var request = negative.Request(sessions.ValueOf, example => talk.Logins.Fill(negative.Base, example));

        // The user who logs in need not be one of the contract's, so the contract's own example decides.
        var ruling = negative.HasStatedAnswer
            ? new VariantResolver(talk.Plan).Resolve(negative.Request(sessions.ValueOf), sessions.Known) : null;
        return ruling is null ? await UnstatedAsync(request, live) : await StatedAsync(request, ruling, live);
    }

    private void HideLookAlikes(NegativeSession session)
    {
        foreach (var credential in talk.Plan.Contract.Sessions.Credentials)
            talk.Cast.Hide(LookAlike.Of(sessions.ValueOf(new(session.Role, credential.Name))));
    }

    private async Task<CaseDecision> StatedAsync(RenderedRequest request, PlannedVariant ruling, LiveSessions live)
    {
        var answer = await talk.SendCaseAsync(negative.Title, request, ruling);
        var response = answer.Step.Exchange.Response;
        var isRefused = negative.Breaks && !talk.Memory.IsStrict && LifeMarks.IsRefusal(ruling.Answer!.Status)
            && LifeMarks.IsRefusal(response.Status);
        if (isRefused)
            talk.Judge(answer.Step.Comparisons.Select(comparison => comparison with { Allowance = Allowance.Allowed }));
        var findings = await FindingsAsync(
            (role, by) => answer.Ruling.Variant.StateAfter(role, by.Credential) ?? SessionState.Active, live);
        var never = UniversalChecks.Among(response, ruling).ToList();
        if (HasNoEffect(request, response, findings) && !Effects.StatesNoEffect(answer.Ruling))
            never.Add(UniversalChecks.NoEffect);
        var remarks = isRefused && response.Status != ruling.Answer!.Status
            ? new[]
            {
                string.Create(CultureInfo.InvariantCulture, $"The refusal has status {response.Status}, not {ruling.Answer.Status}."),
            }
            : [];
        return CaseJudge.Decide(
            findings, isRefused ? [] : answer.Step.Comparisons, ruling.Variant.Basis, never, remarks, talk.Memory.IsStrict);
    }

    /// <summary>The probe that tells whether a logout had an effect: some leave the session's first credential alive.</summary>
    private PlannedProbe EffectProbe
    {
        get
        {
            var logout = Preconditions.EnderOf(talk.Plan, negative.Base.Variant.Given.Kind);
            return talk.Plan.Probes.FirstOrDefault(by => logout?.Variant.StateAfter(Role.Caller, by.Credential) == SessionState.Ended)
                ?? talk.Plan.Probes[0];
        }
    }

    /// <summary>Without a documented answer, the target may refuse the request, or accept it and do what the operation does.</summary>
    private async Task<CaseDecision> UnstatedAsync(RenderedRequest request, LiveSessions live)
    {
        var step = await talk.SendAsync(StepKind.Request, negative.Title, request, negative.Operation, _ => []);
        var response = step.Exchange.Response;
        var isAccepted = response.Status is >= 200 and < 300;
        var isLogout = Effects.IsLogout(talk.Plan, negative.Operation, request);
        var never = UniversalChecks.Among(response, null).ToList();
        var findings = await FindingsAsync((_, _) => isAccepted && isLogout ? SessionState.Unspecified : SessionState.Active, live);
        var caller = sessions.All.FirstOrDefault(session => session.Role == Role.Caller);
        if (isAccepted && isLogout && caller is not null
            && await live.FindAsync(caller.Role, caller.Kind, SessionLife.Live, EffectProbe) is { Is: SessionLife.Live })
            never.Add(UniversalChecks.NoEffect);
        string[] remarks = isAccepted
            ? [string.Create(
                CultureInfo.InvariantCulture,
                $"The contract does not say what this request gets; the target takes it and answers {response.Status}.")]
            : [];
        return CaseJudge.Decide(findings, [], null, never, remarks, talk.Memory.IsStrict);
    }

    /// <param name="stateAfter">What becomes of the credential that a probe asks about.</param>
    private async Task<List<SessionFinding>> FindingsAsync(Func<Role, PlannedProbe, SessionState> stateAfter, LiveSessions live)
    {
        var findings = new List<SessionFinding>();
        var probes = new[] { talk.Plan.Probes[0], EffectProbe }.Distinct().ToList();
        foreach (var session in sessions.All)
        {
            var found = new List<SessionFinding>();
            foreach (var by in probes)
            {
                var state = stateAfter(session.Role, by);
                if (state == SessionState.Unspecified)
                    continue;
                var expected = state == SessionState.Active ? SessionLife.Live : SessionLife.Dead;
                found.Add(await live.FindAsync(session.Role, session.Kind, expected, by));
            }

            if (found.Exists(finding => finding is { Should: SessionLife.Dead, Is: SessionLife.Dead }))
                talk.Memory.SawLogout();
            if (found.Count > 0 && found.TrueForAll(finding => finding is { Should: SessionLife.Live, Is: SessionLife.Live }))
                sessions.Return(session);
            findings.AddRange(found);
        }

        return findings;
    }

    private bool HasNoEffect(RenderedRequest request, ReceivedResponse response, List<SessionFinding> findings) =>
        response.Status is >= 200 and < 300 && Effects.IsLogout(talk.Plan, negative.Operation, request)
        && negative.ShowsSession(request, sessions.ValueOf, talk.Plan)
        && findings.Count > 0 && findings.TrueForAll(finding => finding.Is == SessionLife.Live);
}
