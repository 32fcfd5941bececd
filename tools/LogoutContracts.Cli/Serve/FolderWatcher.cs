using System.Threading.Channels;

namespace LogoutContracts.Cli.Serve;

/// <summary>Says when something below a folder, or beside a file, has changed and then kept still for a moment: an editor writes several times.</summary>
internal sealed class FolderWatcher : IDisposable
{
    private static readonly TimeSpan Still = TimeSpan.FromMilliseconds(100);

    // Somebody who never stops writing is heard of all the same.
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(400);

    private readonly List<FileSystemWatcher> watchers = [];

    // Of one element: it says that there was something, and is full when that is known. It starts full, for what changed before the watcher looked.
    private readonly Channel<bool> changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <param name="paths">Folders, and files, whose folders are watched.</param>
    /// <exception cref="IOException">The system cannot watch one of them.</exception>
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

    /// <summary>Looks once at the start, and then after every change, until it is stopped.</summary>
    public async Task RunAsync(Action look, CancellationToken stop)
    {
        try
        {
            while (await changes.Reader.WaitToReadAsync(stop))
            {
                using var longest = CancellationTokenSource.CreateLinkedTokenSource(stop);
                longest.CancelAfter(Longest);
                do
                    changes.Reader.TryRead(out _);
                while (await MovesAsync(longest.Token));
                look();
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Told to.
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

        // It lost count. Looking finds out.
        watcher.Error += (_, _) => changes.Writer.TryWrite(true);
        watcher.EnableRaisingEvents = true;
    }

    private async Task<bool> MovesAsync(CancellationToken longest)
    {
        using var still = CancellationTokenSource.CreateLinkedTokenSource(longest);
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
