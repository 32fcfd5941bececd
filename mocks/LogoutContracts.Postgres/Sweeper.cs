using LogoutContracts.MockServer.Sharing;
using LogoutContracts.Postgres.Changes;
using LogoutContracts.Postgres.Connections;
using LogoutContracts.Postgres.Members;
using LogoutContracts.Postgres.Schema;
using Npgsql;

namespace LogoutContracts.Postgres;

/// <summary>Removes sessions that were not used for long, in the background. Of several servers, one does it at a time.</summary>
internal sealed class Sweeper(PostgresSettings settings, Membership membership) : IAsyncDisposable
{
    private const int RunsPerKeep = 10;

    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);
    private static readonly TimeSpan PauseAfterPortion = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource stopping = new();
    private Task running = Task.CompletedTask;

    public void Start() => running = RepeatAsync();

    /// <summary>Goes through all sessions once, if no other server does.</summary>
    public async Task RunAsync()
    {
        var contracts = membership.All.ToDictionary(member => member.Number, member => new SweptContract(member.Term, member.Columns));
        var sweep = new SessionSweep(contracts, settings.Keep);
        await using var connection = new OwnConnection(settings);
        if (!await connection.UseAsync(OpenAsync, stopping.Token))
            return;
        for (var next = (long?)0; next is { } after; await PauseAsync(PauseAfterPortion))
            next = await connection.UseAsync(open => sweep.RunAsync(open, after), stopping.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await running;
        stopping.Dispose();
    }

    private async Task RepeatAsync()
    {
        var pause = settings.Keep / RunsPerKeep < LongestPause ? settings.Keep / RunsPerKeep : LongestPause;
        while (true)
        {
            await PauseAsync(pause);
            if (stopping.IsCancellationRequested)
                return;
            try
            {
                await RunAsync();
            }
            catch (Exception e) when (Database.IsTrouble(e)
                || e is StateUnavailableException or OperationCanceledException or InvalidOperationException)
            {
                // The next run starts again.
            }
        }
    }

    private async Task<bool> OpenAsync(NpgsqlConnection connection)
    {
        await Primary.OpenAsync(connection);
        return await new StateLocks(settings.Schema).TrySweepAsync(connection);
    }

    private async Task PauseAsync(TimeSpan time) =>
        await Task.Delay(time, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
