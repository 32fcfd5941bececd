using LogoutContracts.Benchmarks.Clients;
using LogoutContracts.Benchmarks.Processes;

namespace LogoutContracts.Benchmarks.Load;

/// <summary>Measures servers in turn, round by round, so that a temporary slowdown of the machine affects all of them.</summary>
internal sealed class Race(LoadOptions options, Action<string> log)
{
    /// <returns>The results in the order of the contenders, each with one measurement per round.</returns>
    /// <exception cref="InvalidOperationException">The answer of a server differs from the first one's, or is missing.</exception>
    public async Task<IReadOnlyList<Result>> RunAsync(params IReadOnlyList<Contender> contenders)
    {
        var shots = contenders.Select(_ => new List<Shot>()).ToArray();
        var numbers = new IReadOnlyDictionary<string, double>[contenders.Count];
        var kept = new RunningServer?[contenders.Count];
        Answer? expected = null;
        try
        {
            for (var round = 0; round < options.Rounds; round++)
            {
                for (var i = 0; i < contenders.Count; i++)
                {
                    var contender = contenders[i];
                    var server = kept[i] ?? await contender.Start();
                    kept[i] = server;
                    numbers[i] = server.Numbers;
                    using var wrk = new Wrk(contender.Work().Requests, options.Connections);
                    if (round == 0 || !contender.KeepsRunning)
                    {
                        expected = await CheckedAsync(contender, server, expected, isFirst: true);
                        await wrk.RunAsync(server.Address, server.Process, contender.WarmUp ?? options.WarmUp);
                    }

                    var shot = await wrk.RunAsync(server.Address, server.Process, options.Seconds);
                    await CheckedAsync(contender, server, expected, isFirst: false);
                    shots[i].Add(shot);
                    log($"  round {round + 1}, {contender.Name}: {shot.RequestsPerSecond:N0} requests/s, "
                        + $"{shot.ProcessorMicroseconds:N1} µs CPU per request, "
                        + $"{shot.MedianMicroseconds:N0} µs median, {shot.P99Microseconds:N0} µs p99");
                    if (contender.KeepsRunning)
                        continue;
                    server.Dispose();
                    kept[i] = null;
                }
            }
        }
        finally
        {
            foreach (var server in kept)
                server?.Dispose();
        }

        return [.. contenders.Select((contender, i) => new Result(contender.Name, shots[i], numbers[i]))];
    }

    /// <summary>Checks, before and after a measurement, that the server gives the expected answer.</summary>
    /// <returns>The expected answer; that of the first contender if there is none yet.</returns>
    private static async Task<Answer> CheckedAsync(Contender contender, RunningServer server, Answer? expected, bool isFirst)
    {
        var work = contender.Work();
        using var client = new HttpClient();
        foreach (var request in isFirst ? work.Preparation : [])
            await Exchange.SendAsync(client, server.Address, request);
        var answer = await Exchange.SendAsync(client, server.Address, work.Requests[^1]);
        expected ??= answer;
        var agrees = contender.Answers switch
        {
            Likeness.Same => answer == expected,
            Likeness.StatusAndBody =>
                answer.Status == expected.Status && string.Equals(answer.Body, expected.Body, StringComparison.Ordinal),
            _ => answer.Status < 500,
        };
        return agrees
            ? expected
            : throw new InvalidOperationException($"Wrong answer of {contender.Name}; expected:\n{expected}\nfound:\n{answer}");
    }
}

/// <param name="Shots">One per round.</param>
/// <param name="Numbers">The numbers that the server printed about itself, by name.</param>
internal sealed record Result(string Name, IReadOnlyList<Shot> Shots, IReadOnlyDictionary<string, double> Numbers);
