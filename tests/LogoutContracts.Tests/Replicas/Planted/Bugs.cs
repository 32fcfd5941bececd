using System.Collections.Concurrent;
using System.Diagnostics;
using LogoutContracts.MockServer.Deciding;
using LogoutContracts.MockServer.Sessions;
using LogoutContracts.MockServer.Sharing;
using LogoutContracts.Postgres.Connections;
using LogoutContracts.Postgres.Looks;
using Npgsql;

namespace LogoutContracts.Tests.Replicas.Planted;

/// <summary>Mistakes that a shared state could have.</summary>
internal static class Bugs
{
    /// <summary>What was read is used once more, for a while.</summary>
    public sealed class CachedLook(ISharedContract sound) : PlantedContract(sound)
    {
        private static readonly TimeSpan Age = TimeSpan.FromMilliseconds(50);

        private readonly ConcurrentDictionary<string, (SharedLook Look, long Since)> spares = new(StringComparer.Ordinal);

        public override async ValueTask<SharedLook> LookAsync(SessionQuery query, Deadline deadline)
        {
            var key = string.Join(' ', query.Values);
            if (spares.TryRemove(key, out var spare) && Stopwatch.GetElapsedTime(spare.Since) < Age)
                return spare.Look;
            var since = Stopwatch.GetTimestamp();

            // A look is used up by its request, so there is another one for the next.
            spares[key] = (await Sound.LookAsync(query, deadline), since);
            return await Sound.LookAsync(query, deadline);
        }
    }

    /// <summary>The answer does not wait until the end of a session is stored.</summary>
    public sealed class AnswerBeforeCommit(ISharedContract sound) : PlantedContract(sound)
    {
        public override ValueTask<bool> TryApplyAsync(SharedLook look, Deadline deadline)
        {
            // Without its login, a session could not be ended.
            if (((PostgresLook)look).Log.Added.Count > 0)
                return Sound.TryApplyAsync(look, deadline);
            _ = ApplyAsync(look);
            return new(true);
        }

        private async Task ApplyAsync(SharedLook look)
        {
            await Task.Delay(20);
            try
            {
                await Sound.TryApplyAsync(look, Deadline.After(Timeout));
            }
            catch (StateUnavailableException)
            {
                // Nobody waits for it.
            }
        }
    }

    /// <summary>A change of which it is not known whether it was stored is decided once more.</summary>
    public sealed class BlindRetry(ISharedContract sound) : PlantedContract(sound)
    {
        public override async ValueTask<bool> TryApplyAsync(SharedLook look, Deadline deadline)
        {
            try
            {
                return await Sound.TryApplyAsync(look, deadline);
            }
            catch (StateUnavailableException)
            {
                return false;
            }
        }
    }

    /// <summary>The session that ends another one may have been ended itself in the meantime.</summary>
    public sealed class OnlyChangedLocked(ISharedContract sound) : PlantedContract(sound)
    {
        public override ValueTask<bool> TryApplyAsync(SharedLook look, Deadline deadline)
        {
            var seen = (PostgresLook)look;
            return Sound.TryApplyAsync(
                new PostgresLook(
                    new(), seen.Look, seen.Now, seen.Ahead, seen.Overrides, seen.Epoch,
                    [.. seen.Sessions.Where(row => row.HasChanged && !row.IsOnlyUsed)], seen.Accounts, seen.Log),
                deadline);
        }
    }

    /// <summary>Sessions are read from the standby.</summary>
    public sealed class StandbyRead(ContractState state, ISharedContract sound, string standby) : PlantedContract(sound)
    {
        public override async ValueTask<SharedLook> LookAsync(SessionQuery query, Deadline deadline)
        {
            try
            {
                return await ReadAsync(query);
            }
            catch (NpgsqlException e)
            {
                // At first, it does not even have the tables.
                throw Database.Unavailable(e);
            }
        }

        private async Task<SharedLook> ReadAsync(SessionQuery query)
        {
            await using var connection = new NpgsqlConnection($"{standby};Search Path={PostgresSettings.DefaultSchema}");
            await connection.OpenAsync();
            var number = await connection.ScalarAsync<short>("select number from contract where id = $1", state.Plan.Contract.Id);
            var term = await connection.ScalarAsync<long>("select term from contract where id = $1", state.Plan.Contract.Id);
            var shape = LookShape.Of(query, LookShape.SharesValues(state.Plan.Contract.Sessions));
            await using var command = LookSql.Command(connection, number, shape, [query]);
            await using var rows = await command.ExecuteReaderAsync();
            return (await new LookReader(state, term).ReadAsync(rows, [query]))[0];
        }
    }
}
