using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Running;

/// <summary>Verifies one variant against a mock. Every response of a mock must match the contract byte for byte.</summary>
internal sealed class VariantRun
{
    /// <summary>Probe several times: caches and replicas may disagree.</summary>
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
        foreach (var (role, probe) in casting.Live.SelectMany(seed => Plan.Probes.Select(probe => (seed.Role, probe))))
        {
            // The session may select this variant of the probe, so that the probe does not get the answer to a live session.
            if (role == Role.Caller && IsOtherAnswerOf(probe))
                continue;
            var control = await talk.ProbeAsync(role, live: true, StepKind.Control, ValueOf, probe);
            if (!control.Holds)
            {
                var difference = Conversation.FirstFailure(control.Comparisons);
                return Inconclusive($"The session of the {Conversation.Name(role)} is not live to begin with: {difference}.");
            }
        }

        if (await EndSessionsAsync() is { } unended)
            return Inconclusive(unended);
        var request = talk.Logins.Fill(variant, RenderedRequest.Of(variant.Variant.Request, ValueOf));
        if (Preconditions.NeedsPreference(variant))
            request = request.WithPreference(variant);
        if (variant.Answer is null)
            await talk.SendRefusedHandshakeAsync(StepKind.Request, variant.Variant.Summary, request, variant);
        else
            await talk.SendAsync(StepKind.Request, variant.Variant.Summary, request, variant);
        await CheckTokensAsync();
        await CheckAfterwardsAsync();
        return new(Plan, variant, talk.AllHold ? Outcome.Passed : Outcome.Failed, "", talk.Steps);
    }

    private async Task<string?> EndSessionsAsync()
    {
        if (Preconditions.Endings(Plan, variant) is not { } endings)
            return "Needs a session that has been ended, and no variant that holds here ends one.";
        foreach (var ending in endings)
        {
            var step = await talk.SendAsync(
                StepKind.Ending, $"{Conversation.Name(ending.Role)} logs out", Conversation.RequestOf(ending, ValueOf), ending.By,
                ending.Role);
            if (!step.Holds)
                return $"The {Conversation.Name(ending.Role)} cannot be logged out: {Conversation.FirstFailure(step.Comparisons)}.";
        }

        if (Given.Caller == CallerStates.Expired || Given.Target == TargetStates.OwnExpired)
            await talk.AdvanceClockAsync(Plan.Contract.Sessions.LongestLife!.Value + TimeSpan.FromSeconds(1));
        return null;
    }

    /// <summary>The tokens of a mock must be exactly as the contract says.</summary>
    private async Task CheckTokensAsync()
    {
        if (variant.Variant is not ({ Opens: true } or { Renews: true }))
            return;
        var role = variant.Variant.Renews ? Role.Renewed : Role.Opened;
        talk.Also((await talk.Tokens.CompareAsync(variant.Operation, variant.Variant.Renews, name => talk.Cast[new(role, name)]))
            .Select(comparison => comparison with { Allowance = Allowance.None }));
    }

    private async Task CheckAfterwardsAsync()
    {
        foreach (var (role, probe, isLive) in LivesAfterwards())
        {
            // If this is a non-default variant of the probe, probing would only repeat its request.
            if (IsOtherAnswerOf(probe))
                continue;
            for (var i = 1; i <= Replays; i++)
                await talk.ProbeAsync(role, isLive, StepKind.Afterwards, ValueOf, probe);
        }
    }

    private IEnumerable<ExpectedLife> LivesAfterwards()
    {
        foreach (var after in casting.StatesAfter(variant.Variant))
            yield return after;

        // If the response contains no valid credentials, its comparison has already failed.
        var hasOpened = variant.Variant.Opens && Plan.Contract.Sessions.Credentials.All(credential =>
            talk.Cast[new(Role.Opened, credential.Name)] is { } value && credential.Format.Matches(value));
        foreach (var probe in hasOpened ? Plan.Probes : [])
            yield return new(Role.Opened, probe, IsLive: true);
    }

    private bool IsOtherAnswerOf(PlannedProbe probe) =>
        !variant.IsDefault && string.Equals(variant.Operation, probe.Operation, StringComparison.Ordinal);

    private string ValueOf(Hole hole) => casting.ValueOf(hole);
}
