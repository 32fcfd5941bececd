using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Mocks.Requests.Editing;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Verification.Audit.Checks.Invalidation;

/// <summary>A login whose request carries credentials chosen by the client.</summary>
internal sealed class ChosenLogin
{
    private readonly PlannedVariant login;

    private ChosenLogin(PlannedVariant login) => this.login = login;

    /// <returns>Null if the login already uses the place of the token: for a session that it needs, or for a password.</returns>
    /// <exception cref="InconclusiveException">The sessions come from elsewhere, and the inputs of the login are not known.</exception>
    public static ChosenLogin? Find(CheckContext trial)
    {
        var target = trial.Talk.Target;
        if ((target.Accounts.Sessions.Count > 0 || target.Opener is not null) && !target.Accounts.HasLogin)
            throw new InconclusiveException("This check logs in itself, and no login inputs were given.");
        return Preconditions.OpenerOf(trial.Contract.Plan, trial.Contract.Sessions.DefaultKind) is { } login
            && (login.Variant.Given.Caller & CallerStates.Known) == 0
            && trial.Contract.Key.Carriers.Any(carrier => IsFree(RenderedRequest.Of(login.Variant.Request, login.Seeds.ValueOf), carrier))
                ? new(login) : null;
    }

    /// <summary>Logs in with a request that has these credentials in each free carrier.</summary>
    /// <param name="chosen">Credentials by name.</param>
    /// <returns>Whether the login opened a session.</returns>
    public async Task<bool> OpenAsync(CheckContext trial, Role role, IReadOnlyDictionary<string, string> chosen)
    {
        var opening = new RoleSessions();
        if (await trial.Talk.Logins.PrepareAsync(login, opening) is not null)
            return false;
        var plain = trial.Talk.Logins.Fill(
            login, RenderedRequest.Of(login.Variant.Request, hole => opening[hole] ?? login.Seeds.ValueOf(hole)));
        foreach (var credential in trial.Contract.Sessions.Credentials.Where(credential => chosen.ContainsKey(credential.Name)))
        {
            trial.Talk.Cast.Hide(chosen[credential.Name]);
            foreach (var carrier in credential.Carriers.Where(carrier => IsFree(plain, carrier)))
                plain = plain.With(carrier, chosen[credential.Name]);
        }

        var step = await trial.SendAsync(StepKind.Login, "A login whose request carries a token", plain, login.Operation, static _ => []);
        var session = ResponseValues.In(step.Exchange.Response, trial.Contract.Plan, login.Operation).ToDictionary(StringComparer.Ordinal);
        if (!trial.Contract.Sessions.Credentials.All(credential => session.ContainsKey(credential.Name)))
            return false;
        trial.Play(role, session, trial.Contract.Sessions.DefaultKind);
        return true;
    }

    private static bool IsFree(RenderedRequest login, Carrier carrier) =>
        !carrier.IsSetCookie && (carrier.Kind == CarrierKind.Cookie || !login.Has(carrier));
}
