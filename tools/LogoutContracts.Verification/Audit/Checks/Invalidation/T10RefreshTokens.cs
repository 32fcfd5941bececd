using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Judging.Liveness;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks.Invalidation;

internal sealed class T10RefreshTokens() : Check(
    new(
        "T10",
        "Refresh tokens",
        Severity.High,
        "A refresh token opens new sessions for weeks. If the logout leaves it alive, the user is not logged out; if a replaced one can " +
        "be " +
        "used again, a thief and the user can share a session unnoticed.",
        "Revoke the refresh token with the session. When a replaced refresh token is used again, revoke the whole family.",
        ["ASVS V7.4.1", "ASVS V10.4.5", "ASVS V10.4.9"]),
    "After each logout that the contract describes, the refresh token is refused; a replaced one is refused, and ends its family.")
{
    private const string Requirement = "A refresh token that is used twice ends its family";

    internal override bool NeedsEffect => true;

    internal override string? NotApplicable(AuditedContract contract) =>
        Renewer(contract) is null ? "The contract has no call that renews a session." : null;

    internal override IEnumerable<Statement> Read(AuditedContract contract)
    {
        if (Renewer(contract) is null)
            yield break;
        yield return Reuse(contract) is { } reuse
            ? Statement.Of(Requirement, contract.Ends(reuse),
                "The contract does not say that the second use ends all tokens of the session.", reuse)
            : Statement.NotStated(Requirement, "The contract does not say what happens to a refresh token that is used twice.");
    }

    internal override async Task TryAsync(CheckContext trial)
    {
        foreach (var logout in Logouts(trial.Contract))
            await LogOutAsync(trial, logout);
        await ReuseAsync(trial);
    }

    /// <summary>After a logout, the refresh token must not open a new session.</summary>
    private static async Task LogOutAsync(CheckContext trial, PlannedVariant logout)
    {
        await trial.OpenAsync(Role.Caller);
        await trial.MustLiveBeforeAsync(Role.Caller);
        var ended = await trial.SendAsync(
            StepKind.Ending, logout.Variant.Summary, trial.As(Role.Caller, logout), logout.Operation, static _ => []);
        if (!trial.IsSuccess(ended.Exchange.Response.Status))
        {
            trial.Remark($"The logout of the variant '{logout.Name}' is refused with {ended.Exchange.Response.Status}, " +
                "so what it ends is not known.");
            return;
        }

        await trial.MustBeAsync(
            SessionLife.Dead, Role.Caller,
                $"After the logout of the variant '{logout.Name}', the {Token(trial)} still works. It should be refused.");
        if (await RenewAsync(trial, "A renewal after the logout", Role.Caller, mustFail: true) is { Count: > 0 })
            trial.Find($"After the logout of the variant '{logout.Name}', the refresh token still gets new tokens. It should be refused.");
    }

    /// <summary>A refresh token that was replaced must be refused, and takes its successors with it.</summary>
    private static async Task ReuseAsync(CheckContext trial)
    {
        await trial.OpenAsync(Role.Caller);
        if (await RenewAsync(trial, "A renewal", Role.Caller) is not { Count: > 0 } renewed)
            throw new InconclusiveException("The refresh token of a new session is refused, so nothing is known about its reuse.");
        trial.Observe(Requirement);
        var next = new Dictionary<string, string>(trial.Talk.Cast.SessionOf(Role.Caller), StringComparer.Ordinal);
        foreach (var (name, value) in renewed)
            next[name] = value;
        trial.Play(Role.Target, next, trial.Contract.Sessions.DefaultKind);
        await trial.MustBeAsync(SessionLife.Live, Role.Target, $"The {Token(trial)} of a renewal does not work. It should.");
        if (!IsRotated(trial))
        {
            trial.Remark("A renewal does not replace the refresh token, so that its theft cannot be noticed.");
            return;
        }

        if (await RenewAsync(trial, "A renewal with the replaced token", Role.Caller, mustFail: true) is { Count: > 0 })
        {
            trial.Find("A refresh token that was replaced still gets new tokens. It should be refused.");
            return;
        }

        if (Reuse(trial.Contract) is not { } reuse || !trial.Contract.Ends(reuse))
            return;
        if (await RenewAsync(trial, "A renewal with the newest token", Role.Target, mustFail: true) is { Count: > 0 })
            trial.Find("After a replaced refresh token was used again, the newest one still gets new tokens. " +
                "The whole family should be dead.");
        await trial.MustBeAsync(
            SessionLife.Dead, Role.Target,
            $"After a replaced refresh token was used again, the newest {Token(trial)} still works. The whole family should be dead.");
    }

    /// <returns>The new values by name; empty if the renewal is refused.</returns>
    private static async Task<IReadOnlyDictionary<string, string>> RenewAsync(
        CheckContext trial, string title, Role role, bool mustFail = false)
    {
        var renewer = Renewer(trial.Contract)!;
        var step = await trial.SendAsync(StepKind.Request, title, trial.As(role, renewer), renewer.Operation, response =>
            mustFail ? [new("the refresh token", "refused", trial.IsSuccess(response.Status) ? "accepted" : "refused")] : []);
        var response = step.Exchange.Response;
        var values = ResponseValues.In(response, trial.Contract.Plan, renewer.Operation, renewed: true)
            .Where(value => value.Value.Length > 0).ToDictionary(StringComparer.Ordinal);
        foreach (var value in values.Values)
            trial.Talk.Cast.Hide(value);
        return trial.IsSuccess(response.Status) ? values : new Dictionary<string, string>(StringComparer.Ordinal);
    }

    /// <summary>What the probe asks about: the access token, unless the contract lets it live on after the logout.</summary>
    private static string Token(CheckContext trial) => trial.Contract.Window is null ? "access token" : "refresh token";

    private static bool IsRotated(CheckContext trial) => trial.Contract.TokensIn(trial.As(Role.Caller, Renewer(trial.Contract)!))
        .Any(shown => !string.Equals(shown.Text, TextOf(trial, shown.Value), StringComparison.Ordinal));

    private static string? TextOf(CheckContext trial, ShownValue shown) =>
        trial.Talk.Cast[new(Role.Target, trial.Contract.Sessions.ValueNames[shown.Values[0]])];

    private static PlannedVariant? Renewer(AuditedContract contract) =>
        Preconditions.RenewerOf(contract.Plan, contract.Sessions.DefaultKind);

    private static PlannedVariant? Reuse(AuditedContract contract) => contract.Plan.Variants.FirstOrDefault(variant =>
        variant is { IsDefault: true, IsServed: true, Variant.Given.Caller: CallerStates.Superseded }
        && string.Equals(variant.Operation, Renewer(contract)!.Operation, StringComparison.Ordinal));

    /// <summary>All documented ways to end one's own session, with all its values.</summary>
    private static IEnumerable<PlannedVariant> Logouts(AuditedContract contract) => contract.Plan.Variants.Where(variant =>
        variant is { IsDefault: true, IsServed: true, Variant.Given.Caller: CallerStates.Active } && contract.Ends(variant)
        && string.Equals(variant.Variant.Given.Kind ?? contract.Sessions.DefaultKind, contract.Sessions.DefaultKind,
            StringComparison.Ordinal));
}
