using LogoutContracts.MockServer.Journaling;
using LogoutContracts.MockServer.Sessions;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.MockServer.Contracts;

/// <summary>The sessions of one contract's mock, for whoever steers it. A session is named by its credential: of several, the one that no other session shares.</summary>
public sealed class MockSessions
{
    private readonly ContractEndpoint mock;

    internal MockSessions(ContractEndpoint mock) => this.mock = mock;

    /// <summary>All that the mock knows, seeded ones too, with their credentials hashed.</summary>
    public IEnumerable<SessionInfo> All
    {
        get
        {
            var inForce = mock.InForce;
            var (table, now) = (inForce.Sessions.Current, inForce.Sessions.Now);
            return table.All.Select(session => new SessionInfo(Redactor.Hash(session[inForce.Redactor.Key]), session.User.Name, session.Kind, table.StateOf(session, now)));
        }
    }

    /// <summary>Opens one without a login.</summary>
    /// <param name="user">Sessions of one name are of one user. Where the contract has users with client certificates, it is for the certificate of the one of this name, or else of the first.</param>
    /// <param name="kind">Null: the contract's default.</param>
    /// <returns>Its credentials and ids by name; they are not to be had again.</returns>
    /// <exception cref="ArgumentException">The contract knows no such kind.</exception>
    public IReadOnlyDictionary<string, string> Open(string user = "opened", string? kind = null)
    {
        var inForce = mock.InForce;
        var (model, store) = (inForce.Plan.Contract.Sessions, inForce.Sessions);
        if (kind is not null && !model.Kinds.Contains(kind, StringComparer.Ordinal))
            throw new ArgumentException($"There is no kind of session '{kind}'; there is {string.Join(", ", model.Kinds)}.", nameof(kind));
        kind ??= model.DefaultKind;
        var owner = model.Users.Of(kind).Contains(user, StringComparer.Ordinal) ? user : model.Users.OwnerOf(kind);
        var session = store.Current.Open(user, kind, store.Now, model.BindsToCertificate ? owner : null);
        return model.ValueNames.Select((name, i) => (name, Value: session[i])).ToDictionary(pair => pair.name, pair => pair.Value, StringComparer.Ordinal);
    }

    /// <returns>What the session is worth; null where the mock never knew it.</returns>
    public SessionState? StateOf(string credential)
    {
        var store = mock.Sessions;
        var table = store.Current;
        return table.Find(credential) is { } session ? table.StateOf(session, store.Now) : null;
    }

    /// <returns>Whether the mock knows it.</returns>
    public bool End(string credential) => Change(credential, static (table, session) =>
    {
        lock (table.Ending)
            session.End();
    });

    /// <summary>As if it had idled too long.</summary>
    /// <returns>Whether the mock knows it.</returns>
    public bool Expire(string credential) => Change(credential, static (_, session) => session.Expire());

    /// <summary>As if it had never been.</summary>
    /// <returns>Whether the mock knew it.</returns>
    public bool Forget(string credential) => Change(credential, static (table, session) => table.Remove(session));

    /// <returns>The calls made with it that a journal still holds, oldest first; none where the mock does not know it.</returns>
    public IEnumerable<JournalEntry> CallsOf(string credential, Journal journal) =>
        mock.Sessions.Current.Find(credential) is { } session ? journal.Entries.Where(entry => entry.IsOf(session)) : [];

    private bool Change(string credential, Action<SessionTable, Session> change)
    {
        var table = mock.Sessions.Current;
        if (table.Find(credential) is not { } session)
            return false;
        change(table, session);
        return true;
    }
}

/// <param name="Credential">A prefix of its hash.</param>
/// <param name="Kind">Null where the contract has no kinds.</param>
public sealed record SessionInfo(string Credential, string User, string? Kind, SessionState State);
