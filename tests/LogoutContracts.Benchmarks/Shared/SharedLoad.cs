using LogoutContracts.Benchmarks.Load;
using LogoutContracts.Benchmarks.Processes;
using LogoutContracts.Mocks.Requests;

namespace LogoutContracts.Benchmarks.Shared;

/// <summary>Loads several servers at once.</summary>
internal static class SharedLoad
{
    /// <param name="database">Null for servers with a state in memory.</param>
    /// <param name="requests">Of each server.</param>
    /// <param name="connections">Of all servers together.</param>
    /// <exception cref="InvalidOperationException">A request failed.</exception>
    public static async Task<SharedShot> RunAsync(
        StateDatabase? database, IReadOnlyList<RunningServer> servers, IReadOnlyList<IReadOnlyList<RenderedRequest>> requests,
        int connections, int seconds)
    {
        var wrks = requests.Select(sent => new Wrk(sent, connections / servers.Count)).ToList();
        try
        {
            var before = database?.ProcessorTime;
            var shots = await Task.WhenAll(servers.Zip(wrks, (server, wrk) => wrk.RunAsync(server.Address, server.Process, seconds)));
            var spent = database?.ProcessorTime - before ?? TimeSpan.Zero;
            var count = shots.Sum(shot => shot.Requests);
            return new(
                shots.Sum(shot => shot.RequestsPerSecond), shots.Sum(shot => shot.ProcessorMicroseconds * shot.Requests) / count,
                spent.TotalMicroseconds / count)
            {
                Refused = shots.Sum(shot => shot.Refused),
            };
        }
        finally
        {
            wrks.ForEach(wrk => wrk.Dispose());
        }
    }
}

/// <summary>One measurement. The processor times are per request.</summary>
/// <param name="ServerMicroseconds">Of our servers.</param>
/// <param name="PostgresMicroseconds">Of all processes of PostgreSQL.</param>
internal readonly record struct SharedShot(double RequestsPerSecond, double ServerMicroseconds, double PostgresMicroseconds)
{
    /// <summary>The number of answers with a status of 400 or above.</summary>
    public long Refused { get; init; }
}
