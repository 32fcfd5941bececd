using System.Text;
using LogoutContracts.Mocks.Matching;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.MockServer.Sessions;

/// <summary>The sessions of a table with their states at a point in time.</summary>
/// <param name="now">In clock ticks.</param>
internal readonly struct SessionsAt(SessionTable table, long now) : ISessionLookup<Session>
{
    public Session? Find(int place, ReadOnlySpan<char> value) => table.Find(place, value);

    public bool Knows(int place, ReadOnlySpan<char> value) => table.Knows(place, value);

    public bool Has(Session session, int place, ReadOnlySpan<char> value) => Ascii.Equals(session.Utf8(place), value);

    public SessionState StateOf(Session session, int place) => table.StateOf(session, place, now);

    public bool IsSame(Session one, Session other) => one.IsSame(other);

    public bool IsSameUser(Session one, Session other) => one.User.Is(other.User);
}
