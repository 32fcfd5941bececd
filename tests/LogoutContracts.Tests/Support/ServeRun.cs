using LogoutContracts.Cli;
using LogoutContracts.Specs;

namespace LogoutContracts.Tests.Support;

/// <summary>A <c>serve</c> in this process. After starting, it is ready or has ended.</summary>
internal sealed class ServeRun : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly StringWriter stdout = new();
    private readonly LineWriter stderr = new();

    private ServeRun(string[] args, string folder, Func<string, string?> variable) => Exit = CommandLineApp.RunAsync(
        args, new(stdout, stderr, () => stop.Token, folder, 110, SpecCatalog.BuiltInFiles) { Variable = variable });

    public Task<int> Exit { get; }

    public string Out => stdout.ToString();

    public string Error => stderr.ToString();

    public IReadOnlyList<string> CurlLines =>
        [.. Out.ReplaceLineEndings("\n").Split('\n').Where(line => line.StartsWith("curl ", StringComparison.Ordinal))];

    public static Task<ServeRun> StartAsync(params string[] args) => StartInAsync(Path.GetTempPath(), args);

    public static async Task<ServeRun> StartInAsync(string folder, string[] args, Func<string, string?>? variable = null)
    {
        var serving = new ServeRun(args, folder, variable ?? (static _ => null));
        await Task.WhenAny(serving.SaysAsync("Press Ctrl-C to stop."), serving.Exit);
        return serving;
    }

    /// <summary>Completes when standard error has a line with this text.</summary>
    public Task SaysAsync(string text) => stderr.HasLineAsync(text).WaitAsync(TimeSpan.FromSeconds(30));

    public string AddressOf(string contract) => Out.Split('\n')
        .First(line => line.StartsWith($"{contract} ", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];

    public async Task<int> StopAsync()
    {
        await stop.CancelAsync();
        return await Exit;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        stop.Dispose();
    }

    /// <summary>Completes tasks when a matching line is written.</summary>
    private sealed class LineWriter : StringWriter
    {
        private readonly List<(string Text, TaskCompletionSource Reached)> awaited = [];

        public Task HasLineAsync(string text)
        {
            lock (awaited)
            {
                var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                if (base.ToString().Contains(text, StringComparison.Ordinal))
                    reached.SetResult();
                else
                    awaited.Add((text, reached));
                return reached.Task;
            }
        }

        public override void WriteLine(string? value)
        {
            lock (awaited)
            {
                base.WriteLine(value);
                foreach (var (_, reached) in awaited.Where(line => value?.Contains(line.Text, StringComparison.Ordinal) ?? false))
                    reached.TrySetResult();
            }
        }

        public override Task WriteLineAsync(string? value)
        {
            WriteLine(value);
            return Task.CompletedTask;
        }

        public override string ToString()
        {
            lock (awaited)
                return base.ToString();
        }
    }
}
