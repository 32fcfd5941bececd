using LogoutContracts.Mocks;
using LogoutContracts.Specs;

namespace LogoutContracts.Verification;

/// <summary>One variant against one target, step by step.</summary>
internal sealed class VariantRun
{
    /// <summary>A token that is dead once is not yet dead: caches and replicas answer in turn.</summary>
    private const int Replays = 3;

    private readonly MockPlan plan;
    private readonly PlannedVariant variant;
    private readonly Target target;
    private readonly Wire wire;
    private readonly CancellationToken cancellation;
    private readonly Cast cast = new();
    private readonly Judge judge;
    private readonly List<Step> steps = [];

    public VariantRun(MockPlan plan, PlannedVariant variant, Target target, Wire wire, CancellationToken cancellation)
    {
        this.plan = plan;
        this.variant = variant;
        this.target = target;
        this.wire = wire;
        this.cancellation = cancellation;
        judge = new(plan.Contract.Sessions, cast);
    }

    private Given Given => variant.Variant.Given;

    public Verdict Inconclusive(string reason) => new(plan, variant, Outcome.Inconclusive, reason, steps.ToValueList());

    public async Task<Verdict> ToVerdictAsync()
    {
        if (await CastSessionsAsync() is { } missing)
            return Inconclusive(missing);
        foreach (var role in Live())
        {
            var control = await ProbeAsync(role, plan.Live, StepKind.Control, $"{Name(role)} is live");
            if (!control.Holds)
                return Inconclusive($"The session of the {Name(role)} is not live to begin with: {FirstFailure(control.Comparisons)}.");
        }

        if (await EndSessionsAsync() is { } unended)
            return Inconclusive(unended);
        var request = RenderedRequest.Of(variant.Variant.Request, ValueOf);
        if (target.Kind != TargetKind.Live && Approach.NeedsPreference(variant))
            request = request.WithPreference(variant);
        await SendAsync(StepKind.Request, variant.Variant.Summary, request, variant);
        await CheckAfterwardsAsync();
        return new(plan, variant, steps.TrueForAll(step => step.Holds) ? Outcome.Passed : Outcome.Failed, "", steps.ToValueList());
    }

    /// <returns>Why a session cannot be had; null when all are there.</returns>
    private async Task<string?> CastSessionsAsync()
    {
        foreach (var seed in variant.Seeds.Sessions.Where(seed => seed.Role != Role.Opened))
        {
            // A seeded session that has expired was never seen alive; a login shows the whole life of one.
            var needsLogin = seed.Standing == Standing.Expired || (target.Kind == TargetKind.Live && seed.Standing == Standing.Live);
            if (!needsLogin)
            {
                cast.SetAll(seed.Role, seed.Values.Select(value => KeyValuePair.Create(value.Name, value.Value)));
                continue;
            }

            if (target.Kind == TargetKind.Live && (seed.Role == Role.Other || Given.Target == TargetStates.Foreign))
                return "Needs sessions of two users, and the login of the contract is of one.";
            var login = await LoginAsync(seed.Kind);
            if (login.Session is null)
                return login.Problem;
            cast.SetAll(seed.Role, login.Session);
        }

        foreach (var fresh in variant.Seeds.Fresh)
            cast.Set(new(Role.Fresh, fresh.Name), fresh.Value);
        return null;
    }

    /// <summary>Opens a session by the contract's own login, and that of its caller first where it wants one.</summary>
    /// <returns>The session, or why there is none.</returns>
    private async Task<(Dictionary<string, string>? Session, string Problem)> LoginAsync(string? kind)
    {
        var login = plan.Variants.FirstOrDefault(planned => planned is { IsDefault: true, IsServed: true } && planned.Variant.Opens
            && string.Equals(plan.Contract.FindOperation(planned.Operation)?.Session.OpensKind, kind, StringComparison.Ordinal));
        if (login is null)
            return (null, "No login of the contract gives such a session.");
        var opening = new Cast();
        if ((login.Variant.Given.Caller & CallerStates.Known) != 0)
        {
            var caller = await LoginAsync(login.Variant.Given.Kind);
            if (caller.Session is null)
                return caller;
            opening.SetAll(Role.Caller, caller.Session);
        }

        var request = RenderedRequest.Of(login.Variant.Request, hole => opening[hole] ?? login.Seeds.ValueOf(hole));
        var exchange = await wire.SendAsync(target.BaseUrl, request, cancellation);
        opening.SetAll(Role.Opened, Opened.In(exchange.Response, plan, login));
        var comparisons = new Judge(plan.Contract.Sessions, opening).Compare(login.Answer!, login.Variant.Volatile, exchange.Response);
        steps.Add(new(StepKind.Login, login.Variant.Summary, exchange, comparisons, ExchangeText.Of(exchange, login.Answer!, login.Variant.Volatile, opening)));
        return comparisons.All(comparison => comparison.Holds) ? (opening.SessionOf(Role.Opened), "") : (null, $"The login fails: {FirstFailure(comparisons)}.");
    }

    /// <summary>Roles whose sessions must be live before anything else happens, though a variant may want them ended later.</summary>
    private IEnumerable<Role> Live() => variant.Seeds.Sessions
        .Where(seed => seed.Role != Role.Opened && seed.Standing != Standing.NeverOpened && !IsCallerAgain(seed.Role)).Select(seed => seed.Role);

    private bool IsCallerAgain(Role role) => role == Role.Target && Given.Target == TargetStates.Self;

    private async Task<string?> EndSessionsAsync()
    {
        foreach (var ending in Approach.Endings(plan, variant) ?? [])
        {
            var request = RenderedRequest.Of(ending.By.Variant.Request, hole => hole.Role is Role.Caller or Role.Target ? ValueOf(hole with { Role = ending.Role }) : ending.By.Seeds.ValueOf(hole));
            var step = await SendAsync(StepKind.Ending, $"{Name(ending.Role)} logs out", request, ending.By, ending.Role);
            if (!step.Holds)
                return $"The {Name(ending.Role)} cannot be logged out: {FirstFailure(step.Comparisons)}.";
        }

        if (Given.Caller == CallerStates.Expired || Given.Target == TargetStates.OwnExpired)
            target.AdvanceClock!(plan.Contract.Sessions.IdleTimeout!.Value + TimeSpan.FromSeconds(1));
        return null;
    }

    private async Task CheckAfterwardsAsync()
    {
        // Where the variant is the probe's own and another answers by default, the probe would only repeat it.
        if (!variant.IsDefault && string.Equals(variant.Operation, plan.Live.Operation, StringComparison.Ordinal))
            return;
        foreach (var (role, state) in StatesAfterwards())
        {
            var isLive = state == SessionState.Active;
            for (var i = 1; i <= Replays; i++)
                await ProbeAsync(role, isLive ? plan.Live : plan.Dead, StepKind.Afterwards, $"{Name(role)} is {(isLive ? "live" : "dead")}");
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
        if (variant.Variant.Opens && plan.Contract.Sessions.Credentials.All(credential => cast[new(Role.Opened, credential.Name)] is { } value && credential.Format.Matches(value)))
            yield return (Role.Opened, SessionState.Active);
    }

    private Task<Step> ProbeAsync(Role role, PlannedVariant expected, StepKind kind, string title)
    {
        var request = RenderedRequest.Of(plan.Live.Variant.Request, hole => ValueOf(hole.Role == Role.Caller ? hole with { Role = role } : hole));
        return SendAsync(kind, title, request, expected, role);
    }

    /// <param name="caller">The role that calls; in the words of the variant that answers, it is the caller.</param>
    private async Task<Step> SendAsync(StepKind kind, string title, RenderedRequest request, PlannedVariant expected, Role caller = Role.Caller)
    {
        var exchange = await wire.SendAsync(target.BaseUrl, request, cancellation);
        cast.SetAll(Role.Opened, Opened.In(exchange.Response, plan, expected));
        var answer = caller == Role.Caller ? expected.Answer! : Recast(expected.Answer!, caller);
        var comparisons = judge.Compare(answer, expected.Variant.Volatile, exchange.Response);
        var step = new Step(kind, title, exchange, comparisons, ExchangeText.Of(exchange, answer, expected.Variant.Volatile, cast));
        steps.Add(step);
        return step;
    }

    private static string FirstFailure(ValueList<Comparison> comparisons) => comparisons.First(comparison => !comparison.Holds).InOneLine;

    private static Expectation.Answer Recast(Expectation.Answer answer, Role caller)
    {
        Template Turn(Template template) => Template.Parse(template.Render(hole => (hole.Role is Role.Caller or Role.Target ? hole with { Role = caller } : hole).ToString()));
        return answer with
        {
            Headers = answer.Headers.Select(header => header with { Values = header.Values.Select(Turn).ToValueList() }).ToValueList(),
            Body = answer.Body is { } body ? body with { Text = Turn(body.Text) } : null,
        };
    }

    private string ValueOf(Hole hole) => cast[hole] ?? variant.Seeds.ValueOf(hole);

    private static string Name(Role role) => role.ToString().ToLowerInvariant();
}
