using System.Runtime.InteropServices;

namespace LogoutContracts.Cli.Context;

/// <summary>
/// Handles SIGINT (Ctrl-C) and SIGTERM for verbs that run until they are stopped, or that report what they have. For other verbs, the
/// signals keep their default effect.
/// </summary>
internal static class StopSignals
{
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
        Source.Cancel();
    }
}
