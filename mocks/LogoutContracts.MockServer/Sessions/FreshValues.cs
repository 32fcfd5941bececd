using LogoutContracts.Mocks.Tokens;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.MockServer.Sessions;

/// <summary>Generates the values of new and renewed sessions, in the contract's formats.</summary>
/// <param name="clock">What tokens with a time follow.</param>
internal sealed class FreshValues(SessionModel model, TimeProvider clock)
{
    /// <summary>Values in the order of <see cref="SessionModel.ValueNames"/>.</summary>
    /// <param name="isNew">Which values are generated, by index.</param>
    /// <param name="others">The other values, by index.</param>
    /// <param name="user">The session's user.</param>
    /// <param name="client">Id of the session's OAuth client; null for the contract's first.</param>
    public string[] Of(Func<int, bool> isNew, Func<int, string> others, string user, string? client)
    {
        var values = new string[model.ValueNames.Count];

        // The ids come last, and tokens contain them.
        for (var i = values.Length - 1; i >= 0; i--)
            values[i] = isNew(i) ? Fresh(i) : others(i);
        return values;

        string Fresh(int place)
        {
            var name = model.ValueNames[place];
            if (model.JwtOf(name) is not { } jwt)
                return model.FormatOf(name)!.Fresh();
            var now = clock.GetUtcNow();
            return JwtIssuer.Issue(
                jwt, TokenSubject.Of(model, user, client, id => values[model.IndexOf(id)]), Guid.NewGuid().ToString("N"), now,
                now + model.Credentials[place].Lifetime!.Value);
        }
    }
}
