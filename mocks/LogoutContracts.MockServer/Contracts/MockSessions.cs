using LogoutContracts.AdminClient;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.MockServer.Deciding;
using LogoutContracts.MockServer.Journaling;
using LogoutContracts.MockServer.Sessions;
using LogoutContracts.MockServer.Telemetry;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.MockServer.Contracts;

/// <summary>
/// Inspects and changes the sessions of one contract's mock. A credential identifies a session; if it has several, pass the one that no
/// other session shares.
/// </summary>
public sealed class MockSessions
{
    private readonly ContractEndpoint mock;

    internal MockSessions(ContractEndpoint mock) => this.mock = mock;

    /// <summary>All sessions that the mock knows, including seeded ones, with their credentials hashed.</summary>
    public IEnumerable<SessionInfo> All
    {
        get
        {
            var state = mock.Current;
            var table = state.Sessions.CurrentAt(out var now);
            return table.All.Where(static session => session.IsNewest).Select(
                session => new SessionInfo(
                    Redactor.Hash(session[state.Redactor.Key]), session.User.Name, session.Kind, table.StateOf(session, now))
                {
                    Idle = session.LastUse is { } used
                        ? TimeSpan.FromSeconds(Math.Floor((double)(now - used) / state.Sessions.Frequency)) : null,
                });
        }
    }

    /// <summary>How many sessions are in each state.</summary>
    internal IEnumerable<SessionsInState> Counts
    {
        get
        {
            var counts = mock.Sessions.CurrentAt(out var now).CountAt(now);
            return [Of(SessionState.Active, counts.Active), Of(SessionState.Ended, counts.Ended), Of(SessionState.Expired, counts.Expired)];

            SessionsInState Of(SessionState state, long count) => new(mock.Plan.Contract.Id, state.InSpecWords(), count);
        }
    }

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
        var state = mock.Current;
        var (model, store) = (state.Plan.Contract.Sessions, state.Sessions);
        if (kind is not null && !model.Kinds.Contains(kind, StringComparer.Ordinal))
            throw new ArgumentException(
                $"The contract has no kind of session '{kind}'. Known: {string.Join(", ", model.Kinds)}.", nameof(kind));
        kind ??= model.DefaultKind;
        var owner = model.Users.Of(kind).Contains(user, StringComparer.Ordinal) ? user : model.Users.OwnerOf(kind);
        var session = store.CurrentAt(out var now).Open(user, kind, now, model.BindsToCertificate ? owner : null);
        return ValuesOf(model, session);
    }

    /// <returns>The credentials and ids by name; null if the mock does not know the session.</returns>
    internal IReadOnlyDictionary<string, string>? ValuesOf(string credential)
    {
        var state = mock.Current;
        return state.Sessions.Current.FindBy(credential, out _) is { } session ? ValuesOf(state.Plan.Contract.Sessions, session) : null;
    }

    private static SessionValues ValuesOf(SessionModel model, Session session) => new(
        model.ValueNames.Select((name, i) => (name, Value: session[i]))
            .ToDictionary(pair => pair.name, pair => pair.Value, StringComparer.Ordinal));

    /// <summary>The credentials of all sessions but the seeded ones, oldest first, without those that users share.</summary>
    internal IReadOnlyList<IssuedCredential> Issued
    {
        get
        {
            var state = mock.Current;
            var (model, table) = (state.Plan.Contract.Sessions, state.Sessions.Current);
            var seeds = SeededSessions.Of(state.Plan).Select(seed => seed[model.Key]).ToHashSet(StringComparer.Ordinal);
            var opened = table.All.Where(session => !seeds.Contains(session[model.Key])).OrderBy(session => session.Number).ToList();
            return
            [
                .. opened.SelectMany(session => model.Credentials.Index().Where(pair => !pair.Item.IsPerUser).Select(pair =>
                    new IssuedCredential(opened.FindIndex(other => other.IsSame(session)), pair.Item.Name, session[pair.Index]))),
            ];
        }
    }

    /// <summary>Looks up a session.</summary>
    /// <returns>The session's state; null if the mock does not know the session.</returns>
    public SessionState? StateOf(string credential)
    {
        var table = mock.Sessions.CurrentAt(out var now);
        return table.FindBy(credential, out var place) is { } session ? table.StateOf(session, place, now) : null;
    }

    /// <summary>Ends a session, as a logout does.</summary>
    /// <returns>Whether the mock knows the session.</returns>
    public bool End(string credential) => Change(credential, static (table, session) =>
    {
        lock (table.Ending)
            session.End();
    });

    /// <summary>Expires a session, as an idle timeout does.</summary>
    /// <returns>Whether the mock knows the session.</returns>
    public bool Expire(string credential) => Change(credential, static (_, session) => session.Expire());

    /// <summary>Removes a session; its credentials are unknown afterwards.</summary>
    /// <returns>Whether the mock knew the session.</returns>
    public bool Forget(string credential) => Change(credential, static (table, session) => table.RemoveAll(session));

    /// <summary>
    /// Puts the seeded sessions of a variant back into the states that it needs, so that its example can be sent again.
    /// </summary>
    internal void Restore(PlannedVariant variant)
    {
        var state = mock.Current;
        state.Sessions.Current.Restore(SeededSessions.Of(state.Plan.Contract.Sessions, variant));
    }

    /// <summary>The credential with this hash, as <see cref="SessionInfo.Credential"/> shows it; null if no session has it.</summary>
    internal string? CredentialOf(string hash)
    {
        var state = mock.Current;
        return state.Sessions.Current.All.Where(static session => session.IsNewest).Select(session => session[state.Redactor.Key])
            .FirstOrDefault(credential => string.Equals(Redactor.Hash(credential), hash, StringComparison.Ordinal));
    }

    /// <summary>Gives a session new values, as the contract's renewal does. The values that they replace are superseded.</summary>
    /// <returns>The new values; null if the session is unknown or not active, or if the contract renews no session.</returns>
    public IReadOnlyDictionary<string, string>? Renew(string credential)
    {
        var state = mock.Current;
        var table = state.Sessions.CurrentAt(out var now);
        var renewal = state.Running.Paths.SelectMany(path => path.All).SelectMany(operation => operation.Variants)
            .FirstOrDefault(variant => variant.Changes.Renews && variant.Planned.IsDefault);
        if (renewal is null || table.FindBy(credential, out _) is not { } session || table.StateOf(session, now) != SessionState.Active)
            return null;
        SessionUpdate.TryApply(table, renewal.Changes, default, session, null, now, out var renewed);
        return renewed is null ? null : ValuesOf(state.Plan.Contract.Sessions, renewed);
    }

    /// <summary>Finds the requests of a session in the journal.</summary>
    /// <returns>The session's requests in the journal, oldest first; empty if the mock does not know the session.</returns>
    public IEnumerable<JournalEntry> CallsOf(string credential, Journal journal) =>
        mock.Sessions.Current.FindBy(credential, out _) is { } session ? journal.Entries.Where(entry => entry.IsOf(session)) : [];

    private bool Change(string credential, Action<SessionTable, Session> change)
    {
        var table = mock.Sessions.Current;
        if (table.FindBy(credential, out _) is not { } session)
            return false;
        change(table, session);
        return true;
    }
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
}
