using System.Diagnostics;
using System.Globalization;
using LogoutContracts.Tests.Specs;

namespace LogoutContracts.Tests.MockServer.Stubs;

/// <summary>The real WireMock, of the npm package. See <see cref="IndependentReaders"/> for how to install it; it needs Java.</summary>
internal sealed class RunningWireMock : IAsyncDisposable
{
    private const string Jar = "wiremock-standalone-3.13.2.jar";

    // Java starts in two seconds, but the machine may be busy.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process process;

    private RunningWireMock(Process process, int port) => (this.process, Address) = (process, new Uri($"http://127.0.0.1:{port}"));

    public Uri Address { get; }

    public static async Task<RunningWireMock> StartAsync(string folder)
    {
        string[] arguments =
        [
            "-jar", IndependentReaders.PathOf("wiremock", "build", Jar), "--root-dir", folder, "--port", "0", "--bind-address", "127.0.0.1",
        ];
        Process process;
        try
        {
            process = Process.Start(new ProcessStartInfo("java", arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            })!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            Assert.Ignore($"WireMock needs Java: {e.Message}");
            throw;
        }

        using var patience = new CancellationTokenSource(Patience);
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.Split(':', 2) is ["port", var port])
            {
                // It logs each request that matches nothing; a full pipe would stop it.
                _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return new(process, int.Parse(port, CultureInfo.InvariantCulture));
            }
        }

        throw new InvalidOperationException($"WireMock did not start: {await process.StandardError.ReadToEndAsync(patience.Token)}");
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
