using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Cli.Streams;

/// <summary>Somebody holds the other end of a stream, and does not read.</summary>
[Platform(Exclude = "Win", Reason = "Windows has no FIFOs.")]
public sealed class StalledReaders
{
    // A FIFO holds 64 KiB, which a thousand log lines exceed.
    private const int Requests = 1_000;

    // The server promises five seconds. The test waits longer, because the machine may be busy.
    private const string Stop = """
        kill -TERM $server
        timeout 10 tail --pid=$server -f /dev/null || kill -KILL $server
        wait $server
        echo "exit $?"
        """;

    [Test]
    public async Task A_log_that_nobody_reads_delays_no_answer_and_no_end()
    {
        using var script = new BashScript("mkfifo", "curl", "timeout");
        var result = await script.RunAsync($$"""
            mkfifo stalled
            sleep 300 < stalled & reader=$!
            logout-contracts serve edin --port-base 0 --log json > out 2> stalled & server=$!
            trap 'kill -KILL $server $reader' EXIT
            until port=$(grep -oP '^edin .*127.0.0.1:\K[0-9]+' out); do sleep 0.05; done
            timeout 60 curl -s -o /dev/null -w '%{http_code}\n' "http://127.0.0.1:$port/bdoc/user-profile?[1-{{Requests}}]" | sort | uniq -c
            """ + "\n" + Stop);
        Lines(result.Out).Should().Equal($"{Requests} 401", "exit 0");
    }

    [Test]
    public async Task Output_that_nobody_reads_does_not_keep_the_server_alive()
    {
        // The FIFO is full before the server starts. Without diagnostics, the only sockets of the process are those on which it listens.
        using var script = new BashScript("mkfifo", "timeout", "dd");
        var result = await script.RunAsync("""
            mkfifo stalled
            sleep 300 < stalled & reader=$!
            exec 3> stalled
            dd if=/dev/zero of=stalled oflag=nonblock bs=65536 count=1 2> /dev/null
            DOTNET_EnableDiagnostics=0 logout-contracts serve edin --port-base 0 > stalled 2> errors & server=$!
            trap 'kill -KILL $server $reader' EXIT
            until ls -l /proc/$server/fd | grep -q socket:; do sleep 0.05; done
            """ + "\n" + Stop);
        Lines(result.Out).Should().Equal("exit 0");
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
