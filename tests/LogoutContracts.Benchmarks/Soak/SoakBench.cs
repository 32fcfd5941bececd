using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using LogoutContracts.Benchmarks.Inputs;
using LogoutContracts.Benchmarks.Load;
using LogoutContracts.Benchmarks.Processes;
using LogoutContracts.Benchmarks.Report;

namespace LogoutContracts.Benchmarks.Soak;

/// <summary><c>soak</c>: puts the published command under full load for a long time, with a reset every minute.</summary>
internal static class SoakBench
{
    public const string Usage =
        "soak: run the command under full load, and compare the last minute with the first\n  MINUTES            30";

    private const string Command = "logout-contracts";
    private const int Connections = 32;
    private const int SecondsPerMinute = 60;

    /// <summary>Laravel's port minus the value of --port-base.</summary>
    private const int LaravelOffset = 2;

    /// <returns>The exit code: 0 if nothing has grown, 1 if something has or an answer was wrong, 2 if the soak could not run.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var minutes = 30;
        if (args.Length > 1 || (args is [var text] && !int.TryParse(text, CultureInfo.InvariantCulture, out minutes)) || minutes < 2)
        {
            await Console.Error.WriteLineAsync($"'{string.Join(' ', args)}' is not valid; expected a number of minutes from 2.");
            return 2;
        }

        if (Wrk.Executable is null)
        {
            await Console.Error.WriteLineAsync(
                "wrk, which generates the load, is not installed. On Debian or Ubuntu: apt-get install wrk.");
            return 2;
        }

        using var signals = Signals.ThatExit();
        using var folder = new TemporaryFolder();
        var command = await Publishing.PublishAsync(Repository.PathOf("tools", "LogoutContracts.Cli"), Command, folder.FullName);
        var port = FreePort.Next();
        string[] serve =
            ["serve", "laravel", "--no-rate-limits", "--port-base", (port - LaravelOffset).ToString(CultureInfo.InvariantCulture)];

        // The log goes where nobody reads it, as in a service.
        using var server = await RunningServer.StartOtherAsync("sh", ["-c", "exec \"$0\" \"$@\" 2>/dev/null", command, .. serve], port);
        Console.WriteLine($"{Machine.Describe()}\n{Command} {string.Join(' ', serve)}, {Connections} connections\n");
        Console.WriteLine("minute  requests/s  median µs  p99 µs  memory MB  handles  threads");
        var all = new List<Measurement>();
        for (var minute = 1; minute <= minutes; minute++)
        {
            all.Add(await MeasureAsync(server, new UriBuilder("http", "127.0.0.1", port - LaravelOffset).Uri, minute));
            Print(all[^1]);
        }

        var grown = SoakVerdict.Of(all[0], all[^1]);
        foreach (var sentence in grown)
            Console.WriteLine(sentence);
        Console.WriteLine(grown.Count == 0 ? "\nNothing has grown." : "");
        return grown.Count == 0 ? 0 : 1;
    }

    private static async Task<Measurement> MeasureAsync(RunningServer server, Uri admin, int minute)
    {
        using var wrk = new Wrk(SoakScript.Text, Connections);
        var shot = await wrk.RunAsync(server.Address, server.Process, SecondsPerMinute);
        using var client = new HttpClient();
        await CheckAsync(client, server.Address);
        using var nothing = new StringContent("", MediaTypeHeaderValue.Parse("application/json"));
        (await client.PostAsync(new Uri(admin, "/__admin/reset"), nothing)).EnsureSuccessStatusCode();
        var tasks = string.Create(CultureInfo.InvariantCulture, $"/proc/{server.Process.Id}");
        return new(
            minute, shot, server.Process.Memory, Directory.GetFileSystemEntries($"{tasks}/fd").Length,
            Directory.GetDirectories($"{tasks}/task").Length);
    }

    /// <exception cref="InvalidOperationException">A token is not live after its login, or not dead after its logout.</exception>
    private static async Task CheckAsync(HttpClient client, Uri address)
    {
        var login = await client.GetStringAsync(new Uri(address, "/api/v1/auth/github/callback?code=0123456789abcdef0123"));
        var token = JsonElement.Parse(login).GetProperty("token").GetString()!;
        int[] statuses = [await LogoutAsync(), await LogoutAsync()];
        if (statuses is not [204, 401])
            throw new InvalidOperationException($"A logout and its replay got {statuses[0]} and {statuses[1]}; expected: 204 and 401.");

        async Task<int> LogoutAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Delete, new Uri(address, "/api/v1/logout"));
            request.Headers.Authorization = new("Bearer", token);
            using var response = await client.SendAsync(request);
            return (int)response.StatusCode;
        }
    }

    private static void Print(Measurement each) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{each.Minute,6}  {each.Shot.RequestsPerSecond,10:N0}  {each.Shot.MedianMicroseconds,9:N0}  {each.Shot.P99Microseconds,6:N0}  "
        + $"{each.Memory >> 20,9}  {each.Handles,7}  {each.Threads,7}"));
}
