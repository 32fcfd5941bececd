using LogoutContracts.AdminClient;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.MockServer.Deciding;
using LogoutContracts.MockServer.Journaling;
using LogoutContracts.MockServer.Sessions;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.MockServer.Contracts;

/// <summary>
/// Inspects and changes the sessions of one contract's mock. A credential identifies a session; if it has several, pass the one that no
/// other session shares.
/// </summary>
public sealed class MockSessions
{
    private readonly ContractEndpoint mock;

    internal MockSessions(ContractEndpoint mock) => (this.mock, List) = (mock, new(mock));

    /// <summary>All sessions that the mock knows, including seeded ones, with their credentials hashed.</summary>
    public IEnumerable<SessionInfo> All => List.All;

    /// <summary>Lists and counts them.</summary>
    internal SessionList List { get; }

    /// <summary>Opens a session without a login.</summary>
    /// <param name="user">
    /// Sessions with the same name belong to one user. If the contract binds sessions to client certificates, the session is bound to the
    /// certificate of the user with this name, or else of the kind's first user.
    /// </param>
    /// <param name="kind">Null for the contract's default kind.</param>
    /// <returns>The session's credentials and ids by name. They cannot be read again later.</returns>
    /// <exception cref="ArgumentException">The contract does not have this kind of session.</exception>
    public IReadOnlyDictionary<string, string> Open(string user = "opened", string? kind = null)
    {
        var model = Model;
        if (kind is not null && !model.Kinds.Contains(kind, StringComparer.Ordinal))
            throw new ArgumentException(
                $"The contract has no kind of session '{kind}'. Known: {string.Join(", ", model.Kinds)}.", nameof(kind));
        kind ??= model.DefaultKind;
        var owner = model.Users.Of(kind).Contains(user, StringComparer.Ordinal) ? user : model.Users.OwnerOf(kind);
        return mock.Use(SessionQuery.OfUsers(user), look =>
            ValuesOf(model, look.Table.Open(user, kind, look.Now, model.BindsToCertificate ? owner : null)));
    }

    /// <summary>Reads what a login returned, and the ids that other answers return.</summary>
    /// <returns>The credentials and ids by name; null if the mock does not know the session.</returns>
    public IReadOnlyDictionary<string, string>? ValuesOf(string credential)
    {
        var model = Model;
        return Use(credential, (_, session, _) => ValuesOf(model, session));
    }

    private SessionModel Model => mock.Plan.Contract.Sessions;

    private static SessionValues ValuesOf(SessionModel model, Session session) => new(
        model.ValueNames.Select((name, i) => (name, Value: session[i]))
            .ToDictionary(pair => pair.name, pair => pair.Value, StringComparer.Ordinal));

    /// <summary>The credentials of all sessions but the seeded ones, oldest first, without those that users share.</summary>
    internal IReadOnlyList<IssuedCredential> Issued
    {
        get
        {
            var (model, plan) = (Model, mock.Plan);
            var seeds = SeededSessions.Of(plan).Select(seed => seed[model.Key]).ToHashSet(StringComparer.Ordinal);
            var opened = mock.Use(SessionQuery.All, look => look.Table.All.Where(session => !seeds.Contains(session[model.Key]))
                .OrderBy(session => session.Number).ToList());
            return
            [
                .. opened.SelectMany(session => model.Credentials.Index().Where(pair => !pair.Item.IsPerUser).Select(pair =>
                    new IssuedCredential(opened.FindIndex(other => other.IsSame(session)), pair.Item.Name, session[pair.Index]))),
            ];
        }
    }

    /// <summary>Looks up a session.</summary>
    /// <returns>The session's state; null if the mock does not know the session.</returns>
    public SessionState? StateOf(string credential) =>
        Use(credential, static (look, session, place) => (SessionState?)look.Table.StateOf(session, place, look.Now));

    /// <summary>Ends a session, as a logout does.</summary>
    /// <returns>Whether the mock knows the session.</returns>
    public bool End(string credential) => Use(credential, static (look, session, _) =>
    {
        lock (look.Table.Ending)
            session.End();
        return true;
    });

    /// <summary>Expires a session, as an idle timeout does.</summary>
    /// <returns>Whether the mock knows the session.</returns>
    public bool Expire(string credential) => Use(credential, static (_, session, _) =>
    {
        session.Expire();
        return true;
    });

    /// <summary>Removes a session; its credentials are unknown afterwards.</summary>
    /// <returns>Whether the mock knew the session.</returns>
    public bool Forget(string credential) => Use(credential, static (look, session, _) =>
    {
        look.Table.RemoveAll(session);
        return true;
    });

    /// <summary>
    /// Puts the seeded sessions of a variant back into the states that it needs, so that its example can be sent again.
    /// </summary>
    internal void Restore(PlannedVariant variant)
    {
        var model = Model;
        var seeds = SeededSessions.Of(model, variant).ToList();
        var query = SessionQuery.ByValues(seeds.Select(seed => (model.Key, seed[model.Key]))) with
        {
            Users = [.. seeds.Select(seed => seed.User.Name)],
        };
        mock.Use(query, look =>
        {
            look.Table.Restore(SeededSessions.Of(model, variant), look.Now);
            return true;
        });
    }

    /// <summary>The credential with this hash, as <see cref="SessionInfo.Credential"/> shows it; null if no session has it.</summary>
    internal string? CredentialOf(string hash) => WithHash(hash)?[mock.Redactor.Key];

    /// <summary>The session whose credential has this hash; null if there is none.</summary>
    internal Session? WithHash(string hash)
    {
        var key = mock.Redactor.Key;
        return mock.Use(SessionQuery.ByHash(key, hash), look => look.Table.All.Where(static session => session.IsNewest)
            .FirstOrDefault(session => string.Equals(Redactor.Hash(session[key]), hash, StringComparison.Ordinal)));
    }

    /// <summary>Gives a session new values, as the contract's renewal does. The values that they replace are superseded.</summary>
    /// <returns>The new values; null if the session is unknown or not active, or if the contract renews no session.</returns>
    public IReadOnlyDictionary<string, string>? Renew(string credential)
    {
        var model = Model;
        var renewal = mock.Running.Paths.SelectMany(path => path.All).SelectMany(operation => operation.Variants)
            .FirstOrDefault(variant => variant.Changes.Renews && variant.Planned.IsDefault);
        return renewal is null ? null : Use(credential, (look, session, _) =>
        {
            if (look.Table.StateOf(session, look.Now) != SessionState.Active)
                return null;
            SessionUpdate.TryApply(look.Table, renewal.Changes, default, session, null, look.Now, out var renewed);
            return renewed is null ? null : ValuesOf(model, renewed);
        });
    }

    /// <summary>Finds the requests of a session in the journal.</summary>
    /// <returns>The session's requests in the journal, oldest first; empty if the mock does not know the session.</returns>
    public IEnumerable<JournalEntry> CallsOf(string credential, Journal journal) =>
        Use(credential, static (_, session, _) => session) is { } session ? journal.Entries.Where(entry => entry.IsOf(session)) : [];

    /// <param name="use">Gets the session, and what the credential is, as an index in <see cref="SessionModel.ValueNames"/>.</param>
    /// <returns>The default value if the mock does not know the session.</returns>
    private T? Use<T>(string credential, Func<Look, Session, int, T?> use) => mock.Use(
        SessionQuery.ByCredential(Model, credential),
        look => look.Table.FindBy(credential, out var place) is { } session ? use(look, session, place) : default);
}

/// <summary>A credential that proves a session.</summary>
/// <param name="Session">Number of its session, the same for the values before and after a renewal.</param>
/// <param name="Name">The credential's name in the contract.</param>
internal sealed record IssuedCredential(int Session, string Name, string Value);

/// <summary>A session that a mock knows.</summary>
/// <param name="Credential">Prefix of the credential's hash.</param>
/// <param name="Kind">Null if the contract has no kinds.</param>
public sealed record SessionInfo(string Credential, string User, string? Kind, SessionState State)
{
    /// <summary>How long it has not been used, in whole seconds; null if it was never used, or is no longer active.</summary>
    public TimeSpan? Idle { get; init; }

    /// <summary>Time since it was opened, in whole seconds. Seeded sessions exist since the start or last reset of the server.</summary>
    public TimeSpan Age { get; init; }

    /// <summary>Its credentials, oldest first, with those that renewals have replaced. Read anew each time.</summary>
    public IEnumerable<SessionValue> Values { get; init; } = [];
}

/// <summary>A credential of a session.</summary>
/// <param name="Name">Its name in the contract.</param>
/// <param name="Hash">Prefix of its hash.</param>
/// <param name="Age">Time since it was issued, in whole seconds.</param>
public sealed record SessionValue(string Name, string Hash, SessionState State, TimeSpan Age);
