using System.Net;
using System.Net.Sockets;

namespace LogoutContracts.Tests.Replicas.Faults;

/// <summary>Passes TCP connections on to a port of this machine, and disturbs them.</summary>
internal sealed class FaultyProxy : IAsyncDisposable
{
    private readonly int target;
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly Task accepting;
    private int stored;
    private volatile Disturbance current = new(Mode.Pass);

    public FaultyProxy(int target)
    {
        this.target = target;
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>From now on.</summary>
    public void Set(Mode mode)
    {
        var former = current;
        current = new(mode);
        former.Over.TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        await accepting;
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                _ = PassAsync(await listener.AcceptTcpClientAsync(stopping.Token));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException)
            {
                // The next one, or the end.
            }
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using var server = new TcpClient { NoDelay = true };
        using (client)
        {
            try
            {
                client.NoDelay = true;
                await server.ConnectAsync(IPAddress.Loopback, target, stopping.Token);
                var both = new[] { CopyAsync(client, server, isAnswer: false), CopyAsync(server, client, isAnswer: true) };
                await await Task.WhenAny(both);
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // One side has closed; so does the other.
            }
        }
    }

    private async Task CopyAsync(TcpClient from, TcpClient to, bool isAnswer)
    {
        var (buffer, source, sink) = (new byte[8192], from.GetStream(), to.GetStream());
        var isLost = false;
        while (await source.ReadAsync(buffer, stopping.Token) is var length and > 0)
        {
            var disturbance = current;
            switch (disturbance.Mode)
            {
                case Mode.Hold:
                    await disturbance.Over.Task.WaitAsync(stopping.Token);
                    break;
                case Mode.Drop:
                    isLost = true;
                    break;
                case Mode.Cut when isAnswer && IsStored(buffer.AsSpan(0, length)) && Interlocked.Increment(ref stored) % 2 == 0:
                    return;
                case Mode.Delay:
                    await Task.Delay(TimeSpan.FromMilliseconds(buffer[length - 1] % 100), stopping.Token);
                    break;
                default:
                    break;
            }

            // Without what was dropped, the rest makes no sense: such a connection stays silent.
            if (!isLost)
                await sink.WriteAsync(buffer.AsMemory(0, length), stopping.Token);
        }
    }

    // PostgreSQL's tags of completed commands.
    private static bool IsStored(ReadOnlySpan<byte> answer) => answer.IndexOf("UPDATE 1\0"u8) >= 0 || answer.IndexOf("COMMIT\0"u8) >= 0;

    private sealed record Disturbance(Mode Mode)
    {
        public TaskCompletionSource Over { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    internal enum Mode
    {
        Pass,

        /// <summary>Everything arrives up to a tenth of a second later.</summary>
        Delay,

        /// <summary>Everything arrives when the disturbance is over.</summary>
        Hold,

        /// <summary>Nothing arrives, and connections of this time stay silent for ever.</summary>
        Drop,

        /// <summary>Instead of every second answer that something was stored, the connection breaks.</summary>
        Cut,
    }
}
