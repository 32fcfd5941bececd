using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Verification.Sessions;

/// <summary>The inputs of logins, and given sessions. All values are secrets: evidence shows only their hashes.</summary>
public sealed record Accounts
{
    /// <summary>No inputs: logins send the contract's examples.</summary>
    public static Accounts None { get; } = new();

    /// <summary>
    /// Inputs of the first user's login, such as user and password: see <see cref="LoginInputs"/>. Empty to send the example.
    /// </summary>
    public ValueList<LoginInput> Own { get; init; } = [];

    /// <summary>Inputs of a second user's login; empty if no second user is known.</summary>
    public ValueList<LoginInput> Other { get; init; } = [];

    /// <summary>The first of <see cref="Sessions"/>; empty if there is none.</summary>
    public ValueList<LoginInput> Session
    {
        get => Sessions.Count > 0 ? Sessions[0] : [];
        init => Sessions = value.Count > 0 ? [value] : [];
    }

    /// <summary>
    /// Sessions of the first user that were opened elsewhere: the credentials of each, and its ids if they are known. If empty, sessions
    /// are opened with the contract's login.
    /// </summary>
    public ValueList<ValueList<LoginInput>> Sessions { get; init; } = [];

    /// <summary>The OAuth clients that authenticate at the target.</summary>
    public ValueList<ClientAccount> Clients { get; init; } = [];

    /// <summary>Whether inputs of the first user's login are given.</summary>
    public bool HasLogin => Own.Count > 0;

    /// <summary>All values that evidence must not show.</summary>
    public IEnumerable<string> Secrets =>
        Own.Concat(Other).Concat(Sessions.SelectMany(session => session)).Select(input => input.Value)
            .Concat(Clients.SelectMany(client => (string[])[client.Secret, TargetClients.PairOf(client)]));
}

/// <summary>A named value: an input of a login, or a credential or id of a session.</summary>
/// <param name="Name">The name of the input, credential or id.</param>
public sealed record LoginInput(string Name, string Value);
