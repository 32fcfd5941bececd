using LogoutContracts.MockServer.Sessions;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.MockServer.Sharing;

/// <summary>Selects sessions for a list.</summary>
/// <param name="State">Null for all states.</param>
/// <param name="User">Part of the user's name, in upper or lower case; null for all users.</param>
internal sealed record SessionFilter(SessionState? State, string? User)
{
    /// <summary>Whether the list has this session.</summary>
    public bool Selects(Look look, Session session) => session.IsNewest
        && (State is null || look.Table.StateOf(session, look.Now) == State)
        && (User is null || session.User.Name.Contains(User, StringComparison.OrdinalIgnoreCase));
}
