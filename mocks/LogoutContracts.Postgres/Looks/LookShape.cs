using LogoutContracts.MockServer.Sessions;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Postgres.Looks;

/// <summary>Which tables a look reads. Looks of one shape have one statement, so each connection prepares only a few.</summary>
/// <param name="IsAll">Whether it does not ask for certain sessions; then it has a statement of its own.</param>
internal readonly record struct LookShape(bool IsAll, bool WithOthersOfUser, bool ReadsAccounts)
{
    /// <summary>The shapes that ask for certain sessions, in the order of <see cref="Index"/>.</summary>
    public static IReadOnlyList<LookShape> Asking { get; } = [new(false, false, false), new(false, false, true), new(false, true, true)];

    /// <summary>The place in <see cref="Asking"/>.</summary>
    public int Index => WithOthersOfUser ? 2 : ReadsAccounts ? 1 : 0;

    /// <param name="sharesValues">Whether some credentials lead to users; see <see cref="SharesValues"/>.</param>
    public static LookShape Of(SessionQuery query, bool sharesValues) => query.IsAll || query.Hashed is not null
        ? new(IsAll: true, WithOthersOfUser: false, ReadsAccounts: true)
        : new(false, query.WithOthersOfUser, sharesValues || query.WithOthersOfUser || query.Users.Count > 0);

    /// <summary>Whether sessions of a user share credentials.</summary>
    public static bool SharesValues(SessionModel model) => Enumerable.Range(0, model.Credentials.Count).Any(model.IsShared);
}
