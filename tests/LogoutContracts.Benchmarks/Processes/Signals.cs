using System.Runtime.InteropServices;

namespace LogoutContracts.Benchmarks.Processes;

/// <summary>Turns signals into an orderly exit. Without it, child processes would survive the benchmark.</summary>
internal sealed class Signals : IDisposable
{
    private readonly PosixSignalRegistration[] registrations;

    private Signals(params PosixSignalRegistration[] registrations) => this.registrations = registrations;

    public static Signals ThatExit() => new(Exiting(PosixSignal.SIGINT), Exiting(PosixSignal.SIGTERM), Exiting(PosixSignal.SIGHUP));

    public void Dispose()
    {
        foreach (var registration in registrations)
            registration.Dispose();
    }

    private static PosixSignalRegistration Exiting(PosixSignal signal) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        Environment.Exit(1);
    });
}
