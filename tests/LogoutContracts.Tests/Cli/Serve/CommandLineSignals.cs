using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using LogoutContracts.Cli;
using LogoutContracts.Cli.Context;
using LogoutContracts.Tests.Support.Machine;

namespace LogoutContracts.Tests.Cli.Serve;

/// <summary>Starts the command as a process, to send it signals.</summary>
[Platform(Exclude = "Win", Reason = "Windows has no signals.")]
public sealed class CommandLineSignals
{
    private const string Body = """{"user":"myusername","password":"mypassword"}""";

    [TestCase("TERM")]
    [TestCase("INT")]
    public async Task A_signal_ends_it_with_0_once_requests_in_flight_are_answered(string signal)
    {
        var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        string[] arguments = [typeof(CommandLineApp).Assembly.Location, "serve", "rocketchat", "--port-base", "0"];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            (await process.StandardError.ReadLineAsync(timeout.Token)).Should().Be("Press Ctrl-C to stop.");
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, await PortAsync(process, timeout.Token), timeout.Token);
            await using var stream = client.GetStream();
            using var answer = new StreamReader(stream);
            await SendAsync(
                stream,
                "POST /api/v1/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + $"Content-Length: {Body.Length}\r\nExpect: 100-continue\r\n\r\n");

            // Kestrel sends 100 when the handler reads the body: from here on, the request is in flight.
            (await answer.ReadLineAsync(timeout.Token)).Should().Be("HTTP/1.1 100 Continue");
            (await answer.ReadLineAsync(timeout.Token)).Should().BeEmpty();
            await SendAsync(stream, Body[..10]);
            await process.SendAsync(signal);
            (await process.StandardError.ReadLineAsync(timeout.Token)).Should().StartWith("stopping");
            await SendAsync(stream, Body[10..]);

            (await answer.ReadLineAsync(timeout.Token)).Should().Be("HTTP/1.1 200 OK");
            (await answer.ReadToEndAsync(timeout.Token)).Should().Contain("\"authToken\"");
            (await process.StandardError.ReadToEndAsync(timeout.Token)).Trim().Should().Be("stopped");
            await process.WaitForExitAsync(timeout.Token);
            process.ExitCode.Should().Be(ExitCodes.Fine);
        }
        finally
        {
            process.Kill();
            timeout.Dispose();
        }
    }

    private static async Task<int> PortAsync(Process process, CancellationToken timeout)
    {
        while (await process.StandardOutput.ReadLineAsync(timeout) is { } line)
        {
            var found = Regex.Match(line, @"^rocketchat +http://127\.0\.0\.1:(?<port>\d+) ", RegexOptions.ExplicitCapture);
            if (found.Success)
                return int.Parse(found.Groups["port"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
        }

        throw new AssertionException("The table does not name rocketchat.");
    }

    private static async Task SendAsync(NetworkStream stream, string text) => await stream.WriteAsync(Encoding.ASCII.GetBytes(text));
}
