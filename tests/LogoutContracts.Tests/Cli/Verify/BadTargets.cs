using System.Net;
using System.Net.Sockets;
using System.Text;
using LogoutContracts.Cli.Context;
using LogoutContracts.Testing;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Cli.Verify;

/// <summary><c>verify</c> against targets that are down, slow, or answer with invalid HTTP.</summary>
public sealed class BadTargets
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

    [Test]
    public async Task A_target_that_is_down_is_one_line()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        using var command = new CommandLineRun();
        var result = await command.RunAsync("verify", "rocketchat", "--target", $"http://127.0.0.1:{port}");
        result.Code.Should().Be(ExitCodes.UsedWrongly);
        Lines(result.Out).Should().ContainSingle().Which
            .Should().StartWith($"rocketchat: nothing was verified at http://127.0.0.1:{port}/. The target does not answer: ");
    }

    [Test]
    public async Task A_target_that_never_answers_is_one_line_after_three_tries()
    {
        await using var silent = StandIn.Silent();
        using var command = new CommandLineRun();
        var result = await command.RunAsync("verify", "laravel",
            "--target", silent.Address.ToString(), "--timeout", "1", "--only", "logout.*");
        result.Code.Should().Be(ExitCodes.UsedWrongly);
        Lines(result.Out).Should().ContainSingle().Which.Should().EndWith("The target took too long to answer. (3 times in a row)");
    }

    [Test]
    public async Task A_target_that_stops_answering_ends_the_run_early()
    {
        await using var mock = await RunningMock.StartAsync("edin");
        var requests = 0;
        await using var target = StandIn.Before(mock, async (request, answer) => Interlocked.Increment(ref requests) <= 4
            ? await answer(request) : await NeverAsync());
        using var command = new CommandLineRun();
        var result = await command.RunAsync("verify", "edin", "--target", target.Address.ToString(), "--timeout", "1");
        result.Code.Should().Be(ExitCodes.ContractDoesNotHold);
        result.Out.Should().Contain("edin: the run ended early. The target took too long to answer. (3 times in a row)");
    }

    public static IEnumerable<TestCaseData> Strange()
    {
        (string Name, string Answer, string Message)[] cases =
        [
            ("redirect", "HTTP/1.1 307 Temporary Redirect\r\nLocation: https://elsewhere.example.com/\r\nContent-Length: 0\r\n\r\n",
                "< Location: https://elsewhere.example.com/"),
            ("ten megabytes", $"{Ok}Content-Length: 10000000\r\n\r\n{new string('x', 10_000_000)}", "characters)"),
            ("more than anybody reads", $"{Ok}Content-Length: 20000000\r\n\r\n{new string(' ', 20_000_000)}",
                "The target's answer cannot be read: "),
            ("bytes that are not UTF-8", $"{Ok}Content-Length: 15\r\n\r\n{{\"message\":\"\u00ff\"}}", "actual:   (not UTF-8)"),
            ("a length that is too long", $"{Ok}Content-Length: 100\r\n\r\n{{}}", "The target's answer cannot be read: "),
            ("a length that is too short", $"{Ok}Content-Length: 1\r\n\r\n{{}}", "not JSON: {"),
            ("no HTTP", "220 mail.example.com ESMTP\r\n", "The target's answer cannot be read: "),
            ("nothing", "", "The target's answer cannot be read: "),
        ];
        return cases.Select(each => new TestCaseData(each.Answer, each.Message).SetArgDisplayNames(each.Name));
    }

    [TestCaseSource(nameof(Strange))]
    public async Task A_strange_answer_is_said_in_few_words(string answer, string said)
    {
        await using var target = StandIn.Answering(answer);
        using var command = new CommandLineRun();
        var result = await command.RunAsync("verify", "laravel", "--target", target.Address.ToString(),
            "--only", "logout.no-token", "--only", "logout.unknown-token");
        result.Code.Should().Be(ExitCodes.ContractDoesNotHold, result.Out);
        result.Out.Should().Contain(said).And.NotContain("   at LogoutContracts");
        result.Out.Length.Should().BeLessThan(60_000);
        result.Error.Should().Be($"laravel: expect about 10 requests and 2 logins{Environment.NewLine}");
    }

    [Test]
    public async Task A_connection_that_is_reset_is_said_in_few_words()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var resetting = ResetAllAsync(listener);
        using var command = new CommandLineRun();
        var result = await command.RunAsync("verify", "laravel",
            "--target", $"http://{listener.LocalEndpoint}", "--only", "logout.no-token");
        listener.Stop();
        await resetting;
        result.Code.Should().Be(ExitCodes.ContractDoesNotHold, result.Out);
        result.Out.Should().Contain("The target closes the connection of the request 'DELETE logout' without an answer, each time.");
    }

    [Test]
    public async Task A_stack_trace_and_a_server_error_are_what_no_provider_may_answer()
    {
        await using var target = StandIn.Answering(
            "HTTP/1.1 500 Oops\r\nContent-Type: text/plain\r\n\r\n"
            + "NullReferenceException\n   at Vendor.Logout.Handle(Request request) in Logout.cs:line 12\n");
        using var command = new CommandLineRun();
        var result = await command.RunAsync("verify", "edin", "--target", target.Address.ToString(),
            "--only", "requestToken.negative.body-required-breaks");
        result.Code.Should().Be(ExitCodes.ContractDoesNotHold);
        await Snapshot.Verify(CommandLineVerify.Steady(result.Out, target.Address), $"{nameof(BadTargets)}.never");
    }

    private static async Task ResetAllAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                client.LingerState = new(enable: true, seconds: 0);
                _ = await client.Client.ReceiveAsync(new byte[1024]);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException)
        {
            // The test has stopped the listener.
        }
    }

    private static async Task<string> NeverAsync()
    {
        await new TaskCompletionSource().Task.WaitAsync(TimeSpan.FromSeconds(5)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return Encoding.UTF8.GetString([]);
    }

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
}
