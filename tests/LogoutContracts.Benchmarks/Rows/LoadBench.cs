using System.Globalization;
using LogoutContracts.Benchmarks.Load;
using LogoutContracts.Benchmarks.Processes;
using LogoutContracts.Benchmarks.Report;

namespace LogoutContracts.Benchmarks.Rows;

/// <summary><c>load</c>: measures the parts one by one, and prints the table.</summary>
internal static class LoadBench
{
    private const string Command = "dotnet run -c Release --project tests/LogoutContracts.Benchmarks -- load";

    private static readonly Part[] Parts =
    [
        new("post", BareRows.PostUnknownAsync),
        new("post-200", BareRows.PostEndedAsync),
        new("delete", BareRows.DeleteAsync),
        new("forms", BareRows.FormsAsync),
        new("contracts", SizeRows.ContractsAsync),
        new("variants", SizeRows.VariantsAsync),
        new("diff", DiffRows.RunAsync),
        new("templated", SizeRows.TemplatedAsync),
        new("sessions", SessionRows.RunAsync),
        new("memory", MemoryRows.RunAsync),
        new("telemetry", AdminRows.MetricsAsync),
        new("page", AdminRows.PagesAsync),
        new("start", StartRows.RunAsync),
        new("allocation", AllocationRows.RunAsync),
        new("embedded", EmbeddedRows.RunAsync),
    ];

    // They need other programs.
    private static readonly Part Peers = new("peers", PeerRows.RunAsync);

    private static readonly Part[] Shared = [new("shared", SharedRows.RunAsync), new("shared-many", SharedRows.ManyAsync)];

    private static readonly Part[] All = [.. Parts, Peers, .. Shared];

    public static IReadOnlyList<string> PartNames { get; } = [.. All.Select(part => part.Name)];

    /// <returns>
    /// The exit code: 0, even if a goal is not met; 1 if a part could not be measured; 2 if the options are invalid or wrk is missing.
    /// </returns>
    public static async Task<int> RunAsync(string[] args)
    {
        LoadOptions options;
        try
        {
            options = LoadOptions.Parse(args, PartNames);
        }
        catch (FormatException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 2;
        }

        if (Wrk.Executable is null)
        {
            await Console.Error.WriteLineAsync(
                "wrk, which generates the load, is not installed. On Debian or Ubuntu: apt-get install wrk. "
                + "The source is at https://github.com/wg/wrk.");
            return 2;
        }

        using var signals = Signals.ThatExit();
        var heading = Heading(args);
        var rows = new List<Row>();
        var failed = false;
        foreach (var part in All.Where(part => IsSelected(part, options)))
        {
            await Console.Error.WriteLineAsync($"{part.Name}:");
            try
            {
                rows.AddRange(await part.RunAsync(new(options, Console.Error.WriteLine)));
            }
            catch (Exception e) when (e is InvalidOperationException or IOException or HttpRequestException or OperationCanceledException)
            {
                failed = true;
                rows.Add(Row.NotMeasured(part.Name, null, e.Message));
            }
        }

        Console.WriteLine(ResultTable.Write(heading, rows, options.Markdown));
        return failed ? 1 : 0;
    }

    private static bool IsSelected(Part part, LoadOptions options) => options.Only.Count > 0
        ? options.Only.Contains(part.Name, StringComparer.Ordinal) : !Shared.Contains(part) && (part != Peers || options.Peers);

    private static string Heading(string[] args)
    {
        var busy = Machine.Load() is > 0.5 and var load
            ? string.Create(
                CultureInfo.InvariantCulture, $". The machine was busy at the start (load {load:0.0}): the numbers are noisy") : "";
        return $"{Machine.Describe()}: {Command} {string.Join(' ', args)}".TrimEnd() + busy;
    }
}
