using System.Threading.Channels;

namespace LogoutContracts.Cli.Serve;

/// <summary>
/// Reports changes below folders and beside files after a short quiet period, because editors write several times.
/// </summary>
internal sealed class FolderWatcher : IDisposable
{
    private static readonly TimeSpan Still = TimeSpan.FromMilliseconds(100);

    // Report after this time even if changes never pause.
    private static readonly TimeSpan MaxDelay = TimeSpan.FromMilliseconds(400);

    private readonly List<FileSystemWatcher> watchers = [];

    // Capacity 1: a full channel means "something changed". It starts full, to catch changes made before the watcher started.
    private readonly Channel<bool> changes =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <param name="paths">Folders, and files, whose folders are watched.</param>
    /// <exception cref="IOException">The operating system cannot watch a path.</exception>
    public FolderWatcher(IReadOnlyList<string> paths)
    {
        changes.Writer.TryWrite(true);
        try
        {
            foreach (var path in paths)
                Watch(path);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Calls <paramref name="look"/> once at the start and after every change, until it is stopped.</summary>
    public async Task RunAsync(Action look, CancellationToken stop)
    {
        try
        {
            while (await changes.Reader.WaitToReadAsync(stop))
            {
                using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stop);
                deadline.CancelAfter(MaxDelay);
                do
                    changes.Reader.TryRead(out _);
                while (await MovesAsync(deadline.Token));
                look();
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped.
        }
    }

    public void Dispose() => watchers.ForEach(watcher => watcher.Dispose());

    private void Watch(string path)
    {
        var isFolder = Directory.Exists(path);
        var watcher = new FileSystemWatcher(isFolder ? path : Path.GetDirectoryName(path)!) { IncludeSubdirectories = isFolder };
        watchers.Add(watcher);
        watcher.Changed += (_, _) => changes.Writer.TryWrite(true);
        watcher.Created += (_, _) => changes.Writer.TryWrite(true);
        watcher.Deleted += (_, _) => changes.Writer.TryWrite(true);
        watcher.Renamed += (_, _) => changes.Writer.TryWrite(true);

        // The watcher may have missed changes, so look.
        watcher.Error += (_, _) => changes.Writer.TryWrite(true);
        watcher.EnableRaisingEvents = true;
    }

    private async Task<bool> MovesAsync(CancellationToken deadline)
    {
        using var still = CancellationTokenSource.CreateLinkedTokenSource(deadline);
        still.CancelAfter(Still);
        try
        {
            return await changes.Reader.WaitToReadAsync(still.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
