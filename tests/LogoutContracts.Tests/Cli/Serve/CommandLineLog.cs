using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;
using LogoutContracts.Cli.Serve;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.MockServer.Journaling;
using LogoutContracts.MockServer.Overrides;
using LogoutContracts.Specs.Model;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Cli.Serve;

public sealed class CommandLineLog
{
    private const string Secret = "uGFhCBNs4pmcSQ1SNp8NfUWfMC8U0JCqhZmJDZMjWCV";

    [Test]
    public async Task By_default_no_request_is_logged()
    {
        await using var serving = await ServeRun.StartAsync("serve", "edin", "--port-base", "0");
        await CurlLine.SendAsync(serving.CurlLines[0]);
        await serving.StopAsync();
        serving.Error.ReplaceLineEndings("\n")
            .Should().Be("Press Ctrl-C to stop.\nstopping after the requests in flight\nstopped\n");
    }

    [TestCase("--verbose")]
    [TestCase("--log=text")]
    public async Task A_person_gets_a_line_a_request(string option)
    {
        await using var serving = await ServeRun.StartAsync("serve", "edin", "--port-base", "0", "--journal", "0", option);
        await CurlLine.SendAsync(serving.CurlLines[0]);
        await CurlLine.SendAsync(serving.CurlLines[0]
            .Replace("/bdoc/logout", "/bdoc/lo%0Agout%1B?SID=" + Secret, StringComparison.Ordinal));
        await serving.StopAsync();
        serving.Error.Should().MatchRegex(@"(?m)^edin GET /bdoc/logout session-ended 200 \d+\.\d\d ms\r?$")
            .And.MatchRegex(@"(?m)^edin GET /bdoc/lo\\u000agout\\u001b - 404 \d+\.\d\d ms\r?$").And.NotContain(Secret);
    }

    [Test]
    public async Task A_program_gets_nothing_but_json_lines()
    {
        await using var serving = await ServeRun.StartAsync("serve", "rocketchat", "--port-base", "0", "--log", "json");
        await CurlLine.SendAsync(serving.CurlLines[0]);
        await serving.StopAsync();
        var lines = serving.Error.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonElement.Parse(line)).ToList();
        lines.Where(line => line.TryGetProperty("message", out _)).Select(line => line.GetProperty("message").GetString())
            .Should().Equal("Press Ctrl-C to stop.", "stopping after the requests in flight", "stopped");
        var request = lines.Single(line => line.TryGetProperty("path", out _));
        request.EnumerateObject().Select(property => property.Name)
            .Should().Equal("at", "contract", "method", "path", "operation", "variant", "status", "fault", "ms", "caller");
        request.GetProperty("variant").GetString().Should().Be("session-ended");
        request.GetProperty("caller").GetString().Should().MatchRegex("^sha256:[0-9a-f]{8}…$");
        foreach (var seed in Plans.Of("rocketchat").Variants.SelectMany(variant => variant.Seeds.Sessions))
            serving.Error.Should().NotContain(seed["authToken"]);
    }

    [TestCase(200, "32")]
    [TestCase(302, "36")]
    [TestCase(404, "33")]
    [TestCase(503, "31")]
    [TestCase(0, "31")]
    public void On_a_terminal_the_colour_tells_the_status(int status, string colour)
    {
        var line = RequestLine.Text(Entry(status), colours: true);
        line.Should().Contain($"\u001b[{colour}m{(status == 0 ? "none" : $"{status}")}\u001b[0m");
        Regex.Replace(line, "\u001b\\[[0-9]+m", "").Should().Be(RequestLine.Text(Entry(status), colours: false))
            .And.Be($"edin GET /bdoc/logout session-ended {(status == 0 ? "none" : $"{status}")} 1.50 ms");
    }

    [Test]
    public async Task A_fault_is_named()
    {
        RequestLine.Text(Entry(0, new Fault.Reset()), colours: false)
            .Should().Be("edin GET /bdoc/logout session-ended none fault reset 1.50 ms");
        RequestLine.Text(Entry(200, new Fault.TruncatedBody()), colours: false)
            .Should().Be("edin GET /bdoc/logout session-ended 200 fault truncate 1.50 ms");
        using var log = new StringWriter();
        await using (var serveLog = new ServeLog(log, LogFormat.Json, colours: false))
            serveLog.OnRequest!(Entry(0, new Fault.Hang()));
        JsonElement.Parse(log.ToString()).GetProperty("fault").GetString().Should().Be("hang");
    }

    [Test]
    public async Task A_log_that_nobody_reads_any_more_stops_nobody()
    {
        using var gone = new ClosedWriter();
        await using var log = new ServeLog(gone, LogFormat.Text, colours: false);
        log.Invoking(log => log.OnRequest!(Entry(200))).Should().NotThrow();
    }

    [TestCase(LogFormat.Text)]
    [TestCase(LogFormat.Json)]
    public async Task Dropped_lines_are_counted(object format)
    {
        const int Lines = 20_000;
        using var stalled = new Stalled();
        await using (var log = new ServeLog(stalled, (LogFormat)format, colours: false))
        {
            for (var i = 0; i < Lines; i++)
                log.Say(new string('x', 1_000));
            stalled.Resume();
        }

        var written = stalled.Lines.Count(line => line.Contains("xxx", StringComparison.Ordinal));
        written.Should().BeInRange(LogQueue.Capacity / 1_200, LogQueue.Capacity / 1_000);
        stalled.Lines.Where(line => line.Contains("dropped", StringComparison.Ordinal)).Should().ContainSingle()
            .Which.Should().Contain($"warning: {Lines - written} log lines were dropped, because standard error was not read fast enough.");
    }

    private static JournalEntry Entry(int status, Fault? fault = null) => new(
        new Redactor(Plans.Of("edin").Contract.Sessions), [], default, null)
    {
        At = DateTimeOffset.UnixEpoch,
        Contract = "edin",
        Method = "GET",
        Path = "/bdoc/logout",
        Operation = "logout",
        Variant = "session-ended",
        Status = status,
        Fault = fault,
        CallerBefore = CallerStates.Active,
        CallerAfter = CallerStates.Ended,
        TargetBefore = TargetStates.Absent,
        TargetAfter = TargetStates.Absent,
        Duration = TimeSpan.FromMilliseconds(1.5),
    };

    /// <summary>Keeps its writer waiting until it is resumed.</summary>
    private sealed class Stalled : StringWriter
    {
        private readonly ManualResetEventSlim resumed = new();

        public ConcurrentQueue<string> Lines { get; } = new();

        public void Resume() => resumed.Set();

        public override void WriteLine(string? value)
        {
            resumed.Wait();
            Lines.Enqueue(value!);
        }

        protected override void Dispose(bool disposing)
        {
            resumed.Dispose();
            base.Dispose(disposing);
        }
    }

    private sealed class ClosedWriter : StringWriter
    {
        public override void WriteLine(string? value) => throw new IOException("Broken pipe");
    }
}
