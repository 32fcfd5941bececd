using System.Runtime.InteropServices;

namespace LogoutContracts.Cli.Context;

/// <summary>Ctrl-C and SIGTERM, for the verbs that run until they are told to stop. The other verbs never ask, so for them the signals do what they always do.</summary>
internal static class StopSignals
{
    private static readonly CancellationTokenSource Source = new();
    private static readonly List<PosixSignalRegistration> Registrations = [];

    public static CancellationToken Listen()
    {
        foreach (var signal in (ReadOnlySpan<PosixSignal>)[PosixSignal.SIGINT, PosixSignal.SIGTERM])
            Registrations.Add(PosixSignalRegistration.Create(signal, Stop));
        return Source.Token;
    }

    private static void Stop(PosixSignalContext context)
    {
        // A second signal is no sign of impatience: coreutils' timeout always sends two. Stopping takes no longer than the server's time for requests in flight.
        context.Cancel = true;
        Source.Cancel();
    }
}
