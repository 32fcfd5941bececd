using System.Runtime.InteropServices;

namespace LogoutContracts.Cli.Context;

/// <summary>
/// Handles SIGINT (Ctrl-C) and SIGTERM for verbs that run until they are stopped, or that report what they have. For other verbs, the
/// signals keep their default effect.
/// </summary>
internal static class StopSignals
{
    /// <summary>If the command has not ended by then, for whatever reason, the process is ended.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly CancellationTokenSource Source = new();
    private static readonly List<PosixSignalRegistration> Registrations = [];

    public static CancellationToken Listen() => Listen(Stop);

    /// <summary>Like <see cref="Listen()"/>, but a second signal ends the program at once.</summary>
    public static CancellationToken ListenOnce() => Listen(StopOnce);

    private static CancellationToken Listen(Action<PosixSignalContext> stop)
    {
        foreach (var signal in (ReadOnlySpan<PosixSignal>)[PosixSignal.SIGINT, PosixSignal.SIGTERM])
            Registrations.Add(PosixSignalRegistration.Create(signal, stop));
        return Source.Token;
    }

    private static void StopOnce(PosixSignalContext context)
    {
        context.Cancel = !Source.IsCancellationRequested;
        Source.Cancel();
    }

    private static void Stop(PosixSignalContext context)
    {
        // Ignore a second signal: coreutils' timeout always sends two, and the server limits the time for requests in flight.
        context.Cancel = true;
        if (Source.IsCancellationRequested)
            return;
        new Thread(EndInTime) { IsBackground = true, Name = "stop" }.Start();
        Source.Cancel();
    }

    private static void EndInTime()
    {
        Thread.Sleep(Patience);
        Environment.Exit(ExitCodes.Fine);
    }
}
