using System.Globalization;
using LogoutContracts.Benchmarks.Inputs;
using LogoutContracts.Benchmarks.Load;
using LogoutContracts.Benchmarks.Processes;
using LogoutContracts.Benchmarks.Report;

namespace LogoutContracts.Benchmarks.Rows;

/// <summary>The time from start to first answer, published as ReadyToRun.</summary>
internal static class StartRows
{
    private const int Starts = 10;
    private const string Command = "logout-contracts";

    /// <summary>Rocket.Chat's port minus the value of --port-base.</summary>
    private const int RocketchatOffset = 5;

    private static readonly Bar Bar = Bar.AtMost(2, "×");

    public static async Task<IReadOnlyList<Row>> RunAsync(Bench bench)
    {
        using var folder = new TemporaryFolder();
        var benchmarks = Repository.PathOf("tests", "LogoutContracts.Benchmarks");
        var self = await Publishing.PublishAsync(benchmarks, "LogoutContracts.Benchmarks", folder.FullName);
        var programs = new List<Starting>
        {
            new("bare Kestrel", self, port => ["host", HostProtocol.BareRocketchat, "--port", Text(port)], ReportsPhases: true),
            new("mock", self, port => ["host", HostProtocol.Mock, "--port", Text(port)], ReportsPhases: true),
        };
        var cli = Repository.PathOf("tools", "LogoutContracts.Cli");
        if (File.Exists(Path.Combine(cli, "Program.cs")))
        {
            var command = await Publishing.PublishAsync(cli, Command, folder.FullName);
            programs.Add(new(
                $"{Command} serve", command, port => ["serve", "--port-base", Text(port - RocketchatOffset)], ReportsPhases: false));
        }

        return Rows(programs, await MeasureAsync(programs, bench));
    }

    private static async Task<List<Start>[]> MeasureAsync(List<Starting> programs, Bench bench)
    {
        var starts = programs.Select(_ => new List<Start>()).ToArray();

        // The first start of each program reads its files from the disk, so it does not count.
        for (var round = 0; round <= Starts; round++)
        {
            for (var i = 0; i < programs.Count; i++)
            {
                var start = await FirstAnswer.MeasureAsync(programs[i].Program, programs[i].Args, programs[i].ReportsPhases);
                if (round > 0)
                    starts[i].Add(start);
            }
        }

        for (var i = 0; i < programs.Count; i++)
        {
            var times = starts[i].Select(start => start.Milliseconds.ToString("0", CultureInfo.InvariantCulture));
            bench.Log($"  {programs[i].Name}: {string.Join(", ", times)} ms");
        }

        return starts;
    }

    private static IReadOnlyList<Row> Rows(List<Starting> programs, List<Start>[] starts) =>
    [
        .. programs.Skip(1).Select((program, i) =>
        {
            double[] ours = Times(starts[i + 1]), bare = Times(starts[0]);
            var ratio = Spread.OfRatios(ours, bare);
            return new Row(
                $"start to first answer, ReadyToRun, five contracts: {program.Name}", Bar,
                $"{Spread.Of(ours).Text("0")} ms; bare Kestrel {Spread.Of(bare).Text("0")} ms; ratio {ratio.Text("0.00")}", ratio.Median,
                program.ReportsPhases ? [PhasesOf(starts[i + 1], "mock"), PhasesOf(starts[0], "bare Kestrel")] : []);
        }),
    ];

    private static string PhasesOf(List<Start> starts, string name)
    {
        var main = At(HostProtocol.InMain);
        var planned = starts[0].Phases.ContainsKey(HostProtocol.Planned) ? At(HostProtocol.Planned) : main;
        var started = At(HostProtocol.Started);
        var all = Spread.Of(Times(starts)).Median;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {main:0} ms to Main (the runtime's), {planned - main:0} ms to read and plan the contracts, "
            + $"{started - planned:0} ms to start Kestrel, {all - started:0} ms to the first answer");

        double At(string phase) => Spread.Of([.. starts.Select(start => start.Phases[phase])]).Median;
    }

    private static double[] Times(List<Start> starts) => [.. starts.Select(start => start.Milliseconds)];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record Starting(string Name, string Program, Func<int, IEnumerable<string>> Args, bool ReportsPhases);
}
