using System.Diagnostics;
using System.Globalization;
using LogoutContracts.Tests.Support.Machine;

namespace LogoutContracts.Tests.Replicas;

/// <summary>A PostgreSQL server of the test run, in a temporary folder. Only CI needs it; elsewhere the tests are skipped.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    // In postmaster.pid, from 0.
    private const int StatusLine = 7;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);
    private static readonly Lazy<string?> Programs = new(FindPrograms);

    private readonly string folder;
    private readonly IReadOnlyList<string> settings;
    private Process? process;

    private PostgresServer(string folder, int port, IReadOnlyList<string> settings)
    {
        this.folder = folder;
        this.settings = settings;
        Port = port;
    }

    public int Port { get; }

    /// <summary>Connection string of a user who may do anything.</summary>
    public string Connection => string.Create(
        CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Port};Username=postgres;Database=postgres;Maximum Pool Size=20");

    /// <summary>Creates a database cluster and starts a server; skips the test if PostgreSQL is not installed, except in CI.</summary>
    /// <param name="settings">As <c>name=value</c>.</param>
    public static async Task<PostgresServer> StartNewAsync(params string[] settings)
    {
        var server = await CreateAsync(settings);
        await RunAsync(Program(
            "initdb", "-D", server.Data, "-U", "postgres", "--auth=trust", "--no-sync", "-E", "UTF8", "--wal-segsize=1"));
        await server.StartAsync();
        return server;
    }

    /// <summary>Copies a primary, and starts a standby of it.</summary>
    /// <param name="port">Where the standby reaches the primary.</param>
    public static async Task<PostgresServer> StartStandbyAsync(PostgresServer primary, int port)
    {
        var standby = await CreateAsync(primary.settings);
        await standby.FollowAsync(port);
        return standby;
    }

    /// <summary>Starts the server, and waits until it accepts connections.</summary>
    public async Task StartAsync()
    {
        string[] arguments =
        [
            "-D", Data, "-p", PortText, "-k", folder, "-c", "listen_addresses=127.0.0.1", "-c", "max_connections=200", "-c", "fsync=off",
            .. settings.SelectMany(setting => (string[])["-c", setting]),
        ];
        var start = StartOf(Program("postgres", arguments));
        process = Process.Start(start)!;
        var log = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEndAsync();
        while (!IsReady(process.Id))
        {
            process.HasExited.Should().BeFalse("the database should start: {0}", process.HasExited ? await log : "");
            await Task.Delay(Pause);
        }
    }

    /// <summary>Stops the server at once, as a crash does.</summary>
    public async Task KillAsync()
    {
        if (process is null)
            return;
        await SignalAsync("KILL");
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <summary>Makes a standby the primary.</summary>
    public Task PromoteAsync() => RunAsync(Program("pg_ctl", "-D", Data, "promote", "-w", "-s"));

    /// <summary>Replaces the data of a stopped server with a copy of a primary, and starts it as its standby.</summary>
    /// <param name="port">Where it reaches the primary.</param>
    public async Task FollowAsync(int port)
    {
        if (Directory.Exists(Data))
            Directory.Delete(Data, recursive: true);
        await RunAsync(Program(
            "pg_basebackup", "-D", Data, "-R", "-X", "stream", "-c", "fast", "--no-sync", "-h", "127.0.0.1", "-p",
            port.ToString(CultureInfo.InvariantCulture), "-U", "postgres"));
        await StartAsync();
    }

    /// <summary>Sends a signal to all processes of the server, to freeze, thaw or kill it.</summary>
    public async Task SignalAsync(string signal)
    {
        // A main process that stands still starts no other one.
        await TryRunAsync(["kill", "-STOP", Pid]);
        var children = (await OutputAsync("pgrep", "-P", Pid)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await TryRunAsync(["kill", $"-{signal}", Pid, .. children]);
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            // A killed server would leave its shared memory behind.
            await RunAsync(Program("pg_ctl", "-D", Data, "stop", "-m", "immediate", "-s"));
            await process.WaitForExitAsync();
            process.Dispose();
        }

        Directory.Delete(folder, recursive: true);
    }

    private string Data => Path.Combine(folder, "data");

    private string PortText => Port.ToString(CultureInfo.InvariantCulture);

    // Of this very process: another server could have taken the port.
    private bool IsReady(int id)
    {
        if (!File.Exists(PidFile))
            return false;
        var lines = File.ReadAllLines(PidFile);
        return lines.Length > StatusLine && string.Equals(lines[0], id.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            && lines[StatusLine].Trim() is "ready" or "standby";
    }

    private string PidFile => Path.Combine(Data, "postmaster.pid");

    private string Pid => File.ReadLines(PidFile).First();

    private static bool IsRoot => Environment.UserName is "root";

    private static async Task<PostgresServer> CreateAsync(IReadOnlyList<string> settings)
    {
        if (Programs.Value is null)
        {
            if (Environment.GetEnvironmentVariable("CI") is "true")
                Assert.Fail("CI needs PostgreSQL (Debian's package postgresql).");
            Assert.Ignore("PostgreSQL is not installed.");
        }

        var server = new PostgresServer(Directory.CreateTempSubdirectory("logout-contracts-pg").FullName, LocalPort.Free(), settings);
        if (IsRoot)
            await RunAsync("chown", "postgres", server.folder);
        return server;
    }

    // PostgreSQL refuses to run as root. runuser would stop itself when the server is stopped; setpriv becomes the server.
    private static string[] Program(string name, params string[] arguments) =>
    [
        .. IsRoot ? (string[])["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] : [],
        Path.Combine(Programs.Value!, name), .. arguments,
    ];

    private const string Versions = "/usr/lib/postgresql";

    private static string? FindPrograms() => (Directory.Exists(Versions) ? Directory.GetDirectories(Versions) : [])
        .OrderByDescending(version => int.TryParse(Path.GetFileName(version), CultureInfo.InvariantCulture, out var number) ? number : 0)
        .Select(version => Path.Combine(version, "bin")).FirstOrDefault(bin => File.Exists(Path.Combine(bin, "postgres")));

    private static ProcessStartInfo StartOf(IReadOnlyList<string> command) => new(command[0], command.Skip(1))
    {
        WorkingDirectory = "/",
        UseShellExecute = false,
        RedirectStandardError = true,
        RedirectStandardOutput = true,
    };

    private static Task RunAsync(string program, params string[] arguments) => RunAsync([program, .. arguments]);

    private static async Task RunAsync(IReadOnlyList<string> command)
    {
        var (exit, error) = await EndAsync(command);
        exit.Should().Be(0, "{0} should succeed: {1}", string.Join(' ', command), error);
    }

    private static async Task<int> TryRunAsync(IReadOnlyList<string> command) => (await EndAsync(command)).Exit;

    private static async Task<(int Exit, string Error)> EndAsync(IReadOnlyList<string> command)
    {
        using var run = Process.Start(StartOf(command))!;
        _ = run.StandardOutput.ReadToEndAsync();
        var error = run.StandardError.ReadToEndAsync();
        await run.WaitForExitAsync();
        return (run.ExitCode, await error);
    }

    private static async Task<string> OutputAsync(params string[] command)
    {
        using var run = Process.Start(StartOf(command))!;
        return await run.StandardOutput.ReadToEndAsync();
    }
}
