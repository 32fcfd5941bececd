using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Running;

/// <summary>One variant against one target, step by step.</summary>
internal sealed class VariantRun
{
    /// <summary>A token that is dead once is not yet dead: caches and replicas answer in turn.</summary>
    private const int Replays = 3;

    private readonly PlannedVariant variant;
    private readonly Conversation talk;

    public VariantRun(PlannedVariant variant, Conversation talk)
    {
        this.variant = variant;
        this.talk = talk;
    }

    private MockPlan Plan => talk.Plan;

    private Target Target => talk.Target;

    private Given Given => variant.Variant.Given;

    public Verdict Inconclusive(string reason) => new(Plan, variant, Outcome.Inconclusive, reason, talk.Steps);

    public async Task<Verdict> ToVerdictAsync()
    {
        if (await CastSessionsAsync() is { } missing)
            return Inconclusive(missing);
        foreach (var role in Live())
        {
            // A mock answers the probe with a variant of the probe itself, if that is what the session selects.
            if (role == Role.Caller && Target.Kind != TargetKind.Live && IsOtherAnswerOfProbe)
                continue;
            var control = await talk.ProbeAsync(role, live: true, StepKind.Control, ValueOf);
            if (!control.Holds)
                return Inconclusive($"The session of the {Conversation.Name(role)} is not live to begin with: {Conversation.FirstFailure(control.Comparisons)}.");
        }

        if (await EndSessionsAsync() is { } unended)
            return Inconclusive(unended);
        if (await PrepareAsync() is { } unprepared)
            return Inconclusive(unprepared);
        var request = talk.Logins.Fill(variant, RenderedRequest.Of(variant.Variant.Request, ValueOf));
        if (Target.Kind != TargetKind.Live && Preconditions.NeedsPreference(variant))
            request = request.WithPreference(variant);
        if (variant.Answer is null)
            await talk.SendInVainAsync(StepKind.Request, variant.Variant.Summary, request, variant);
        else
            await talk.SendAsync(StepKind.Request, variant.Variant.Summary, request, variant);
        await CheckAfterwardsAsync();
        return new(Plan, variant, talk.AllHold ? Outcome.Passed : Outcome.Failed, "", talk.Steps);
    }

    /// <returns>Why a session cannot be had; null when all are there.</returns>
    private async Task<string?> CastSessionsAsync()
    {
        foreach (var seed in variant.Seeds.Sessions.Where(seed => seed.Role != Role.Opened))
        {
            // A seeded session that has expired was never seen alive; a login shows the whole life of one.
            var needsLogin = seed.Standing == SeedState.Expired || (Target.Kind == TargetKind.Live && seed.Standing == SeedState.Live);
            if (!needsLogin)
            {
                talk.Cast.SetAll(seed.Role, seed.Values.Select(value => KeyValuePair.Create(value.Name, value.Value)));
                continue;
            }

            // The target that is the caller's own session is no other one.
            if (IsCallerAgain(seed.Role))
            {
                talk.Cast.SetAll(seed.Role, talk.Cast.SessionOf(Role.Caller));
                continue;
            }

            var login = await talk.Logins.OpenAsync(seed.Kind, ofOther: IsOfOther(seed.Role));
            if (login.Session is null)
                return login.Problem;
            talk.Cast.SetAll(seed.Role, login.Session);
            if (LoginRunner.HolesOf(variant.Variant.Request).FirstOrDefault(hole => hole.Role == seed.Role && !login.Session.ContainsKey(hole.Name)) is { } unknown)
                return $"Needs the {unknown.Name} of a session, which neither the login nor another operation tells.";
        }

        foreach (var fresh in variant.Seeds.Fresh)
            talk.Cast.Set(new(Role.Fresh, fresh.Name), fresh.Value);
        return null;
    }

    /// <summary>Roles whose sessions must be live before anything else happens, though a variant may want them ended later.</summary>
    private IEnumerable<Role> Live() => variant.Seeds.Sessions
        .Where(seed => seed.Role != Role.Opened && seed.Standing != SeedState.NeverOpened && !IsCallerAgain(seed.Role)).Select(seed => seed.Role);

    private bool IsOtherAnswerOfProbe => !variant.IsDefault && string.Equals(variant.Operation, Plan.Live.Operation, StringComparison.Ordinal);

    private bool IsCallerAgain(Role role) => role == Role.Target && Given.Target == TargetStates.Self;

    private bool IsOfOther(Role role) => (role == Role.Target && Given.Target == TargetStates.Foreign) || (role == Role.Other && Given.Other == Bystander.Foreign);

    /// <summary>What a live login needs from a step before it.</summary>
    private async Task<string?> PrepareAsync() => Target.Kind == TargetKind.Live && variant.Variant.Opens ? await talk.Logins.PrepareAsync(variant, talk.Cast) : null;

    private async Task<string?> EndSessionsAsync()
    {
        if (Preconditions.Endings(Plan, variant) is not { } endings)
            return "Needs a session that has been ended, and no variant that holds here ends one.";
        foreach (var ending in endings)
        {
            var request = RenderedRequest.Of(ending.By.Variant.Request, hole => hole.Role is Role.Caller or Role.Target ? ValueOf(hole with { Role = ending.Role }) : ending.By.Seeds.ValueOf(hole));
            var step = await talk.SendAsync(StepKind.Ending, $"{Conversation.Name(ending.Role)} logs out", request, ending.By, ending.Role);
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
        var stated = variant.Variant.Then.ToDictionary(then => then.Role, then => then.State);
        foreach (var role in Live())
        {
            var before = role switch
            {
                Role.Caller when Given.Caller == CallerStates.Ended => SessionState.Ended,
                Role.Caller when Given.Caller == CallerStates.Expired => SessionState.Expired,
                Role.Target when Given.Target == TargetStates.OwnEnded => SessionState.Ended,
                Role.Target when Given.Target == TargetStates.OwnExpired => SessionState.Expired,
                _ => SessionState.Active,
            };
            var after = stated.GetValueOrDefault(role, before);
            if (after != SessionState.Unspecified)
                yield return (role, after);
        }

        // Where the answer handed out none, or something else, it has failed for that already.
        if (variant.Variant.Opens && Plan.Contract.Sessions.Credentials.All(credential => talk.Cast[new(Role.Opened, credential.Name)] is { } value && credential.Format.Matches(value)))
            yield return (Role.Opened, SessionState.Active);
    }

    private string ValueOf(Hole hole) => talk.Cast[hole] ?? variant.Seeds.ValueOf(hole);
}
