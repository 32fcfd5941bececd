using LogoutContracts.MockServer.Deciding;
using LogoutContracts.MockServer.Sessions;
using LogoutContracts.MockServer.Sharing;
using LogoutContracts.Postgres.Changes;
using LogoutContracts.Postgres.Connections;
using LogoutContracts.Postgres.Looks;
using LogoutContracts.Postgres.Schema;
using Npgsql;

namespace LogoutContracts.Postgres.Members;

/// <summary>
/// Shares contracts with other servers. A connection of its own holds a lock per contract: as long as it is held, servers with another
/// spec, overlays or release are rejected.
/// </summary>
internal sealed class Membership : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly PostgresSettings settings;
    private readonly Func<string, ContractIdentity> identityOf;
    private readonly SortedDictionary<string, ContractState> contracts = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource stopping = new();
    private OwnConnection? presence;
    private Task watching = Task.CompletedTask;
    private volatile IReadOnlyDictionary<string, Member>? members;
    private volatile string reason = "The server has not reached the database yet.";

    /// <param name="identityOf">By contract id.</param>
    public Membership(PostgresSettings settings, Func<string, ContractIdentity> identityOf) =>
        (this.settings, this.identityOf) = (settings, identityOf);

    /// <summary>Adds a contract. Call it before <see cref="StartAsync"/>.</summary>
    public void Add(ContractState state) => contracts.Add(state.Plan.Contract.Id, state);

    /// <summary>Joins the other servers, or goes on trying until the database can be reached.</summary>
    /// <exception cref="StateRejectedException">The state is not for this server.</exception>
    public async Task StartAsync()
    {
        var joining = JoinAsync();
        try
        {
            await joining.WaitAsync(settings.Timeout);
        }
        catch (Exception e) when (Database.IsTrouble(e))
        {
            reason = Database.Unavailable(e).Message;
        }

        watching = WatchAsync(joining);
    }

    /// <summary>Called for each message of a server that shares the schema; also of this one.</summary>
    public Action<string> OnMessage { get; set; } = static _ => { };

    /// <summary>The database's process for this server, by which other servers know it; 0 before it has joined.</summary>
    public int ProcessId { get; private set; }

    /// <summary>Whether the database has been reached.</summary>
    public bool HasJoined => members is not null;

    /// <summary>Why the server has not joined.</summary>
    public string Reason => reason;

    /// <summary>Whether a commit waited for a standby when the server joined.</summary>
    public bool HasSynchronousStandby { get; private set; }

    /// <exception cref="StateUnavailableException">The server has not joined yet, or has been overtaken.</exception>
    public Member Of(string contract) => Find(contract) ?? throw new KeyNotFoundException($"The contract '{contract}' is not shared.");

    /// <returns>Null if this server does not share the contract.</returns>
    /// <inheritdoc cref="Of"/>
    public Member? Find(string contract) =>
        members is { } known ? known.GetValueOrDefault(contract) : throw new StateUnavailableException(reason);

    public IReadOnlyCollection<Member> All => members is { } known ? [.. known.Values] : throw new StateUnavailableException(reason);

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await watching;
        if (presence is not null)
            await presence.DisposeAsync();
        stopping.Dispose();
    }

    /// <param name="step">Joins, or listens.</param>
    private async Task WatchAsync(Task step)
    {
        while (true)
        {
            try
            {
                await step;
            }
            catch (StateRejectedException e)
            {
                // For good: only a restart can give this server the spec of the others.
                (reason, members) = (e.Message, null);
                return;
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception e) when (Database.IsTrouble(e) || e is InvalidOperationException)
            {
                reason = Database.Unavailable(e).Message;
                if (presence is { } broken)
                {
                    presence = null;
                    await broken.DisposeAsync();
                }

                await Task.Delay(Pause, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            if (stopping.IsCancellationRequested)
                return;
            step = presence is { } open ? open.UseAsync(ListenAsync, stopping.Token) : JoinAsync();
        }
    }

    /// <summary>Asks whether the connection lives, and listens for a while.</summary>
    private async Task<bool> ListenAsync(NpgsqlConnection connection)
    {
        await connection.ScalarAsync<int>("select 1");
        return await connection.WaitAsync(Pause, stopping.Token);
    }

    private async Task JoinAsync()
    {
        var connection = new OwnConnection(settings);
        try
        {
            members = await connection.UseAsync(OpenAndJoinAsync, stopping.Token);
            presence = connection;
            ProcessId = connection.ProcessId;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private async Task<IReadOnlyDictionary<string, Member>> OpenAndJoinAsync(NpgsqlConnection connection)
    {
        connection.Notification += (_, message) => OnMessage(message.Payload);
        await Primary.OpenAsync(connection);
        HasSynchronousStandby = await connection.ScalarAsync<string>("show synchronous_standby_names") is { Length: > 0 };
        return await JoinAsync(connection);
    }

    private async Task<IReadOnlyDictionary<string, Member>> JoinAsync(NpgsqlConnection connection)
    {
        var locks = new StateLocks(settings.Schema);
        await using var transaction = await connection.BeginTransactionAsync();
        await locks.StartAsync(connection);
        await Migration.RunAsync(connection, settings);
        await connection.RunAsync($"listen {locks.Channel}");
        var joined = new Dictionary<string, Member>(StringComparer.Ordinal);
        foreach (var (id, state) in contracts)
        {
            var member = await JoinAsync(connection, locks, state, identityOf(id));
            await locks.HoldAsync(connection, member.Number, settings.Replica);
            joined.Add(id, member);
        }

        await transaction.CommitAsync();
        return joined;
    }

    private async Task<Member> JoinAsync(NpgsqlConnection connection, StateLocks locks, ContractState state, ContractIdentity own)
    {
        var there = await StoredContract.FindAsync(connection, own.Id);
        if (there is null)
            return await SeedAsync(connection, state, await StoredContract.InsertAsync(connection, own));
        if (string.Equals(there.Fingerprint, own.Fingerprint, StringComparison.Ordinal))
            return new(there.Number, there.Term, state);
        if (members is not null || !await locks.TryTakeOverAsync(connection, there.Number))
            throw StateRejectedException.Different(own, there.Description, await locks.HoldersAsync(connection, there.Number));
        return await SeedAsync(connection, state, await there.ReplaceAsync(connection, own));
    }

    private static async Task<Member> SeedAsync(NpgsqlConnection connection, ContractState state, StoredContract stored)
    {
        var member = new Member(stored.Number, stored.Term, state);
        await member.Seeds.WriteAsync(connection, stored.Epoch, SeededSessions.Of(state.Plan));
        return member;
    }
}

/// <summary>A contract that this server shares.</summary>
internal sealed class Member
{
    /// <param name="number">The contract's number in the tables.</param>
    /// <param name="term">Increases when servers with another spec, overlays or release take over.</param>
    public Member(short number, long term, ContractState state)
    {
        (Number, Term, State, Columns) = (number, term, state, new(state));
        (Reader, Writer, Seeds) = (new(state, term), new(Columns, number), new(Columns, number));
    }

    public short Number { get; }

    public long Term { get; }

    public ContractState State { get; }

    public SessionColumns Columns { get; }

    public LookReader Reader { get; }

    public SessionWriter Writer { get; }

    public SeedWriter Seeds { get; }
}
