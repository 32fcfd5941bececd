using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Judging.Liveness;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks.Invalidation;

internal sealed class T25SessionFixation() : Check(
    new(
        "T25",
        "Session fixation",
        Severity.High,
        "If the login accepts a token that the client brings, an attacker plants one in the victim's browser, waits for the login, and " +
        "shares the session.",
        "Issue a new random token at each login, and ignore what the request brings.",
        ["ASVS V7.2.4", "WSTG-SESS-03"]),
    "A login never adopts a token that the request brings.")
{
    internal override async Task TryAsync(CheckContext trial)
    {
        var login = ChosenLogin.Find(trial) ?? throw new NotApplicableException("The login has no free place for a token.");
        await trial.OpenAsync(Role.Other);
        var made = trial.Talk.Cast.SessionOf(Role.Other)
            .ToDictionary(value => value.Key, value => LookAlike.Of(value.Value), StringComparer.Ordinal);
        await MustIgnoreAsync(trial, login, "a token that was never issued", made);
        if (await BeforeLoginAsync(trial) is { } given)
            await MustIgnoreAsync(trial, login, "the token that the server had set before the login", given);
    }

    private static async Task MustIgnoreAsync(
        CheckContext trial, ChosenLogin login, string which, IReadOnlyDictionary<string, string> chosen)
    {
        if (!await login.OpenAsync(trial, Role.Caller, chosen))
            return;
        trial.Play(Role.Target, chosen, trial.Contract.Sessions.DefaultKind);
        await trial.MustBeAsync(
            SessionLife.Dead, Role.Target,
            $"A login that carried {which} was accepted, and that token then opened the session. The login should issue a new token.");
    }

    /// <summary>
    /// The token that a client without a session gets in a cookie; PHP and Java servers set one. Null if there is none.
    /// </summary>
    private static async Task<IReadOnlyDictionary<string, string>?> BeforeLoginAsync(CheckContext trial)
    {
        if (trial.Contract.Cookie is not { } cookie || trial.Contract.Sessions.Credentials.Count != 1)
            return null;
        var request = trial.Contract.WithoutProof(trial.Talk.ProbeOf(Role.Other, trial.ValueOf));
        var step = await trial.SendAsync(
            StepKind.Request, "The probe without credentials", request, trial.Contract.Plan.Live.Operation, static _ => []);
        var set = step.Exchange.Response.ValuesOf("Set-Cookie")
            .Select(SetCookie.Parse).LastOrDefault(found => string.Equals(found.Name, cookie.Name, StringComparison.Ordinal));
        return set is { Value.Length: > 0 } && !set.IsDeletion(trial.Options.Clock.GetUtcNow())
            ? new Dictionary<string, string>(StringComparer.Ordinal) { [trial.Contract.Key.Name] = set.Value } : null;
    }
}
