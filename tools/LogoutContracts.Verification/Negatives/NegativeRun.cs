using LogoutContracts.Mocks.Matching;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Judging;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Verification.Negatives;

/// <summary>Runs one negative test against a mock: opens sessions, sends the request, and probes the sessions afterwards.</summary>
internal sealed class NegativeRun(NegativeTest negative, Conversation talk, SessionPool pool)
{
    private readonly NegativeSessions sessions = new(negative, talk, pool);

    /// <summary>Whether the target did something that is wrong whatever the contract says.</summary>
    public bool IsNever { get; private set; }

    /// <returns>Why the test is inconclusive; null if the steps decide it.</returns>
    public async Task<string?> RunAsync()
    {
        if (talk.Target.Kind == TargetKind.Stubs)
            return "Stubs return the same session from each login, so negative tests would end it for each other.";
        if (await sessions.OpenAsync() is { } problem)
            return problem;
        foreach (var (role, _, _) in sessions.All)
        {
            var control = await talk.ProbeAsync(role, live: true, StepKind.Control, sessions.ValueOf);
            if (!control.Holds)
            {
                var difference = Conversation.FirstFailure(control.Comparisons);
                return $"The session of the {Conversation.Name(role)} is not live to begin with: {difference}.";
            }
        }

        var request = negative.Request(sessions.ValueOf, example => talk.Logins.Fill(negative.Base, example));
        var ruling = new VariantResolver(talk.Plan).Resolve(request, sessions.Known);
        var step = ruling is null
            ? await talk.SendAsync(StepKind.Request, negative.Title, request, negative.Operation, _ => [])
            : await talk.SendAsync(StepKind.Request, negative.Title, request, ruling);
        var wrong = UniversalChecks.Among(step.Exchange.Response, ruling).ToList();
        talk.Also(wrong);
        IsNever = wrong.Count > 0;
        await CheckAfterwardsAsync(ruling);
        return null;
    }

    private async Task CheckAfterwardsAsync(PlannedVariant? ruling)
    {
        var credential = talk.Plan.Probes[0].Credential;
        foreach (var session in sessions.All)
        {
            var state = ruling?.Variant.StateAfter(session.Role, credential) ?? SessionState.Active;
            if (state == SessionState.Unspecified)
                continue;
            var probe = await talk.ProbeAsync(session.Role, state == SessionState.Active, StepKind.Afterwards, sessions.ValueOf);
            if (state != SessionState.Active)
                continue;
            if (probe.Holds && ruling?.Variant.Renews != true)
                sessions.Return(session);
            else if (probe.Holds)
                continue;
            else
                IsNever = true;
        }
    }
}
