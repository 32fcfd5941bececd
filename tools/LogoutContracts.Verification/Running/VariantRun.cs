using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Running;

/// <summary>One variant against a mock, step by step. A mock must answer to the byte, whatever a request is for.</summary>
internal sealed class VariantRun
{
    /// <summary>A token that is dead once is not yet dead: caches and replicas answer in turn.</summary>
    internal const int Replays = 3;

    private readonly PlannedVariant variant;
    private readonly Conversation talk;
    private readonly SessionCasting casting;

    public VariantRun(PlannedVariant variant, Conversation talk)
    {
        this.variant = variant;
        this.talk = talk;
        casting = new(variant, talk);
    }

    private MockPlan Plan => talk.Plan;

    private Given Given => variant.Variant.Given;

    public Verdict Inconclusive(string reason) => new(Plan, variant, Outcome.Inconclusive, reason, talk.Steps);

    public async Task<Verdict> ToVerdictAsync()
    {
        if (await casting.CastAsync() is { } missing)
            return Inconclusive(missing);
        foreach (var role in casting.Live.Select(seed => seed.Role))
        {
            // A mock answers the probe with a variant of the probe itself, if that is what the session selects.
            if (role == Role.Caller && IsOtherAnswerOfProbe)
                continue;
            var control = await talk.ProbeAsync(role, live: true, StepKind.Control, ValueOf);
            if (!control.Holds)
                return Inconclusive($"The session of the {Conversation.Name(role)} is not live to begin with: {Conversation.FirstFailure(control.Comparisons)}.");
        }

        if (await EndSessionsAsync() is { } unended)
            return Inconclusive(unended);
        var request = talk.Logins.Fill(variant, RenderedRequest.Of(variant.Variant.Request, ValueOf));
        if (Preconditions.NeedsPreference(variant))
            request = request.WithPreference(variant);
        if (variant.Answer is null)
            await talk.SendInVainAsync(StepKind.Request, variant.Variant.Summary, request, variant);
        else
            await talk.SendAsync(StepKind.Request, variant.Variant.Summary, request, variant);
        await CheckAfterwardsAsync();
        return new(Plan, variant, talk.AllHold ? Outcome.Passed : Outcome.Failed, "", talk.Steps);
    }

    private async Task<string?> EndSessionsAsync()
    {
        if (Preconditions.Endings(Plan, variant) is not { } endings)
            return "Needs a session that has been ended, and no variant that holds here ends one.";
        foreach (var ending in endings)
        {
            var step = await talk.SendAsync(StepKind.Ending, $"{Conversation.Name(ending.Role)} logs out", Conversation.RequestOf(ending, ValueOf), ending.By, ending.Role);
            if (!step.Holds)
                return $"The {Conversation.Name(ending.Role)} cannot be logged out: {Conversation.FirstFailure(step.Comparisons)}.";
        }

        if (Given.Caller == CallerStates.Expired || Given.Target == TargetStates.OwnExpired)
            await talk.AdvanceClockAsync(Plan.Contract.Sessions.IdleTimeout!.Value + TimeSpan.FromSeconds(1));
        return null;
    }

    private async Task CheckAfterwardsAsync()
    {
        // Where the variant is the probe's own and another answers by default, the probe would only repeat it.
        if (IsOtherAnswerOfProbe)
            return;
        foreach (var (role, state) in StatesAfterwards())
        {
            var isLive = state == SessionState.Active;
            for (var i = 1; i <= Replays; i++)
                await talk.ProbeAsync(role, isLive, StepKind.Afterwards, ValueOf);
        }
    }

    private IEnumerable<(Role Role, SessionState State)> StatesAfterwards()
    {
        foreach (var after in casting.StatesAfter(variant.Variant))
            yield return after;

        // Where the answer handed out none, or something else, it has failed for that already.
        if (variant.Variant.Opens && Plan.Contract.Sessions.Credentials.All(credential => talk.Cast[new(Role.Opened, credential.Name)] is { } value && credential.Format.Matches(value)))
            yield return (Role.Opened, SessionState.Active);
    }

    private bool IsOtherAnswerOfProbe => !variant.IsDefault && string.Equals(variant.Operation, Plan.Live.Operation, StringComparison.Ordinal);

    private string ValueOf(Hole hole) => casting.ValueOf(hole);
}
