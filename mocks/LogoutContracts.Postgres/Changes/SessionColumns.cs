using System.Text;
using LogoutContracts.MockServer.Deciding;
using LogoutContracts.MockServer.Sessions;
using LogoutContracts.Postgres.Looks;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Postgres.Changes;

/// <summary>What is stored of the sessions of one contract.</summary>
internal sealed class SessionColumns(ContractState state)
{
    private readonly SessionModel model = state.Plan.Contract.Sessions;

    /// <summary>Whether it matters which sessions a user has.</summary>
    public bool IsGrouped { get; } = state.Running.Paths.SelectMany(path => path.All).Any(operation => operation.DependsOnOthersOfUser);

    public static ValueBits BitsOf(Session session) => session.Values?.Bits ?? new(0, 0, 0, -1);

    /// <summary>All values of a session; empty for those that it shares with its user.</summary>
    public string[] Own(Session session) => [.. model.ValueNames.Select((_, i) => model.IsShared(i) ? "" : session[i])];

    /// <summary>All values of a user; empty for those that are not shared.</summary>
    public string[] Shared(SessionUser user) =>
        [.. model.ValueNames.Select((_, i) => model.IsShared(i) ? Encoding.UTF8.GetString(user.Utf8(i)) : "")];

    /// <summary>What a session is found by.</summary>
    public (short[] Places, Guid[] Digests) OwnDigests(Session session) => OwnDigests(Own(session));

    /// <param name="values">As <see cref="Own"/> returns them.</param>
    public (short[] Places, Guid[] Digests) OwnDigests(string[] values) => Digests(values, isShared: false);

    /// <summary>What a user is found by.</summary>
    public (short[] Places, Guid[] Digests) SharedDigests(SessionUser user) => Digests(Shared(user), isShared: true);

    private (short[] Places, Guid[] Digests) Digests(string[] values, bool isShared)
    {
        var places = Enumerable.Range(0, values.Length).Where(place => model.IsShared(place) == isShared).ToList();
        return ([.. places.Select(place => (short)place)], [.. places.Select(place => ValueDigest.Of(values[place]))]);
    }
}
