using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Cli.Streams;

/// <summary>Standard output or standard error is closed, or on a disk that is full.</summary>
[Platform("Linux", Reason = "Only Linux has /dev/full.")]
public sealed class UnwritableStreams
{
    private const string Full = "error: cannot write to standard output: No space left on device.\n";
    private const string Closed = "error: cannot write to standard output: Bad file descriptor.\n";

    [TestCase("list > /dev/full", 74, Full)]
    [TestCase("list >&-", 74, Closed)]
    [TestCase("list < /dev/null 1< /dev/null", 74, Closed)]
    [TestCase("--version > /dev/full", 74, Full)]
    [TestCase("--help > /dev/full", 74, Full)]
    [TestCase("verify --mock edin > /dev/full", 74, Full)]
    [TestCase("audit edin > /dev/full", 74, Full)]
    [TestCase("serve edin --port-base 0 > /dev/full", 74, Full)]
    [TestCase("list > /dev/full 2> /dev/full", 74, "")]
    [TestCase("list >&- 2>&-", 74, "")]
    [TestCase("lost 2> /dev/full", 2, "")]
    [TestCase("lost 2>&-", 2, "")]
    [TestCase("lint --specs nowhere 2> /dev/full", 2, "")]
    public async Task The_exit_code_says_so_and_one_line_if_there_is_a_place_for_it(string command, int code, string stderr)
    {
        using var script = new BashScript();
        var result = await script.RunAsync($"timeout 60 logout-contracts {command}");
        result.Code.Should().Be(code, result.Error);
        result.Error.Should().Be(stderr);
    }

    [Test]
    public async Task Lost_messages_are_not_success()
    {
        // For a target, it says on standard error how many requests to expect.
        await using var mock = await RunningMock.StartAsync("edin");
        using var script = new BashScript();
        var verify = $"timeout 60 logout-contracts verify edin --target {mock.Address} > /dev/null";
        (await script.RunAsync($"{verify} 2> /dev/full")).Code.Should().Be(74);
        (await script.RunAsync($"{verify} 2>&1")).Code.Should().Be(0);
    }

    [TestCase("list")]
    [TestCase("list --format json")]
    [TestCase("show edin")]
    [TestCase("verify --mock edin")]
    public async Task A_reader_that_has_seen_enough_is_no_error(string command)
    {
        using var script = new BashScript("head");
        var result = await script.RunAsync(
            $$"""timeout 60 logout-contracts {{command}} 2> errors | head -c 1 > /dev/null; echo "${PIPESTATUS[0]}"; cat errors""");
        result.Out.Should().Be("0\n");
    }

    [Test]
    public async Task A_server_whose_table_nobody_wants_serves()
    {
        using var script = new BashScript("curl");
        var result = await script.RunAsync("""
            mkfifo table
            logout-contracts serve edin --port-base 0 --log text > table 2> log & server=$!
            trap 'kill -KILL $server' EXIT
            port=$(grep -oP -m 1 '^edin .*127.0.0.1:\K[0-9]+' table)
            curl -s -o /dev/null -w '%{http_code}\n' "http://127.0.0.1:$port/bdoc/user-profile"
            kill -TERM $server
            wait $server
            echo "exit $?"
            """);
        result.Out.Should().Be("401\nexit 0\n");
    }
}
