using LogoutContracts.Mocks.Requests;
using LogoutContracts.Mocks.Requests.Editing;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Verification.Audit.Checks.Retries;

/// <summary>The contract's probe with arbitrary credentials.</summary>
internal sealed class ProbeRequests(CheckContext trial)
{
    /// <summary>The probe without any credential.</summary>
    public RenderedRequest Bare { get; } = trial.Contract.WithoutProof(trial.Talk.ProbeOf(Role.Target, trial.ValueOf));

    /// <summary>The probe with the credentials of a session; without a session, the probe without credentials.</summary>
    /// <param name="key">Changes the token, or omits it by returning null; null for the token itself.</param>
    public RenderedRequest With(ShownSession? session, Func<string, string?>? key = null)
    {
        if (session is null)
            return Bare;
        var request = Bare;
        foreach (var shown in trial.Contract.Plan.CallerOf(trial.Contract.Plan.Live.Operation))
        {
            var value = session.Values[trial.Contract.Sessions.ValueNames[shown.Values[0]]];
            if (shown.Values.Contains(trial.Contract.Sessions.Key) && key is not null)
                value = key(value);
            if (value is not null)
                request = request.With(shown.Places[0], value);
        }

        return request;
    }

    /// <summary>The probe with every credential except the token.</summary>
    public RenderedRequest WithoutKey(ShownSession session) => With(session, static _ => null);

    /// <summary>Hides a token in all reports.</summary>
    public string Hidden(string token)
    {
        trial.Talk.Cast.Hide(token);
        return token;
    }
}
