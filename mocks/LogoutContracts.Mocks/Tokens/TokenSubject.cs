using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Tokens;

namespace LogoutContracts.Mocks.Tokens;

/// <summary>What the claims of a token are about.</summary>
/// <param name="User">The name of the session's user.</param>
/// <param name="Client">The id of the OAuth client that opened the session; null if the contract has no clients.</param>
/// <param name="IdOf">An id of the session, by its name.</param>
public sealed record TokenSubject(string User, string? Client, Func<string, string> IdOf)
{
    private const string Login = "login/";

    /// <summary>The subject for a session of a mock.</summary>
    /// <param name="user">
    /// The user of the session, as a mock tells users apart: one who logged in appears by name, and a seeded one as one of the contract's
    /// users.
    /// </param>
    /// <param name="client">Null for the contract's first.</param>
    public static TokenSubject Of(SessionModel model, string user, string? client, Func<string, string> idOf) =>
        new(NameOf(model, user), client ?? (model.Clients.Count > 0 ? model.Clients[0].Id : null), idOf);

    internal string ValueOf(string placeholder) => placeholder switch
    {
        JwtClaim.User => User,
        JwtClaim.Client => Client ?? "",
        _ => IdOf(placeholder),
    };

    private static string NameOf(SessionModel model, string user)
    {
        // Seeded: operation/variant/role.
        if (user.Split('/') is [_, _, "caller" or "target" or "other"])
        {
            var role = user[(user.LastIndexOf('/') + 1)..];
            var account = role is "caller" ? 0 : 1;
            return account < model.Accounts.Count ? model.Accounts[account].Name : role;
        }

        return user.StartsWith(Login, StringComparison.Ordinal) ? user[Login.Length..] : user;
    }
}
