using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LogoutContracts.Cli.Context;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Cli.Pacing;

/// <summary>The options <c>--rate</c> and <c>--patience</c>, and the estimate and progress that a run prints.</summary>
public sealed partial class CommandLinePace
{
    [TestCase("verify")]
    [TestCase("audit")]
    public async Task A_run_says_what_it_will_send_and_how_long_that_takes(string verb)
    {
        await using var mock = await RunningMock.StartAsync("laravel");
        using var command = new CommandLineRun { Clock = new JumpingClock() };
        var result = await command.RunAsync(verb, "laravel", "--target", mock.Address.ToString(),
            "--rate", "10/min", "--report", "json=out.json");
        result.Code.Should().Be(ExitCodes.Fine, result.Out + result.Error);
        var requests = mock.Server.Journal.Entries.Count;
        var expected = Regex.Match(result.Error, @"\Alaravel: expect about (?<count>[0-9]+) requests and .* minutes\r?\n\z");
        expected.Success.Should().BeTrue(result.Error);

        // The requests of an audit depend on the responses, so its estimate is not exact.
        int.Parse(expected.Groups["count"].Value, CultureInfo.InvariantCulture).Should().BeCloseTo(requests, (uint)requests / 20);
        var traffic = JsonNode.Parse(command.Files()["out.json"])!["sections"]![0]!["traffic"]!;
        ((int)traffic["requests"]!).Should().Be(requests);
        ((int)traffic["waits"]!).Should().Be(0);
    }

    [Test]
    public async Task A_dry_run_says_it_too_and_sends_nothing()
    {
        await using var mock = await RunningMock.StartAsync("laravel");
        using var command = new CommandLineRun();
        var result = await command.RunAsync("verify", "laravel", "--target", mock.Address.ToString(), "--rate", "2/s", "--dry-run");
        result.Out
            .Should().MatchRegex(@"laravel: expect about \d+ requests and \d+ logins; at 2 requests per second, this takes about \d+ s");
        mock.Server.Journal.Entries.Should().BeEmpty();
    }

    [Test]
    public async Task A_limit_delays_a_run_and_changes_no_verdict()
    {
        await using var mock = await RunningMock.StartAsync("laravel");
        var requests = 0;
        await using var target = StandIn.Before(mock, (request, forward) => Interlocked.Increment(ref requests) % 10 == 0
            ? Task.FromResult("HTTP/1.1 429 Too Many Requests\r\nRetry-After: 6\r\nContent-Length: 0\r\n\r\n") : forward(request));
        using var command = new CommandLineRun { Clock = new JumpingClock() };
        var result = await command.RunAsync("verify", "laravel", "--target", target.Address.ToString(), "--report", "json=out.json");
        result.Code.Should().Be(ExitCodes.Fine, result.Out + result.Error);
        result.Out.Should().Contain(" 0 failed").And.NotContain("429");
        var waits = WaitLine().Count(result.Error);
        waits.Should().BeGreaterThan(10);
        var traffic = JsonNode.Parse(command.Files()["out.json"])!["sections"]![0]!["traffic"]!;
        ((int)traffic["waits"]!).Should().Be(waits);
        ((double)traffic["waitedSeconds"]!).Should().Be(6 * waits);
    }

    [Test]
    public async Task Workflows_keep_the_pace()
    {
        await using var mock = await RunningMock.StartAsync("symphony");
        var clock = new JumpingClock();
        using var command = new CommandLineRun { Clock = clock };
        var start = clock.GetTimestamp();
        var result = await command.RunAsync(
            "run", SourceTree.PathOf("specs", "symphony", "workflows.arazzo.yaml"),
            "--target", mock.Address.ToString(), "--workflow", "app-logout", "--rate", "6/min");
        result.Code.Should().Be(ExitCodes.Fine);
        clock.GetElapsedTime(start).Should().Be(TimeSpan.FromSeconds(10 * (mock.Server.Journal.Entries.Count - 1)));
    }

    [Test]
    public async Task A_refused_login_leads_to_its_inputs()
    {
        await using var mock = await RunningMock.StartAsync("laravel");
        await using var target = StandIn.Before(mock, (request, forward) => request.Contains("/auth/", StringComparison.Ordinal)
            ? Task.FromResult("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n") : forward(request));
        using var command = new CommandLineRun();
        var hint =
            "hint: laravel: the target refuses the login, which used the values of the contract's example; give your own: --set code=…";
        (await command.RunAsync("verify", "laravel", "--target", target.Address.ToString())).Error.Should().Contain(hint);
        (await command.RunAsync("verify", "laravel", "--target", target.Address.ToString(), "--set", "code=x")).Error
            .Should().NotContain("hint");
    }

    [TestCase("--rate 10/hour",
        "error: --rate: '10/hour' is not a rate; expected a number of requests per second or minute, such as 2/s or 10/min.")]
    [TestCase("--rate 0/s --patience soon",
        "error: --rate: '0/s' is not a rate; expected a number of requests per second or minute, such as 2/s or 10/min.|"
        + "error: --patience: 'soon' is not a valid time; expected milliseconds, seconds or minutes up to 24 hours, "
        + "such as 500ms, 90s or 5m.")]
    public async Task All_that_is_wrong_is_said_at_once(string options, string errors)
    {
        using var command = new CommandLineRun();
        var expected = string.Concat(errors.Split('|').Select(error => error + Environment.NewLine));
        foreach (var verb in (string[])["verify", "audit"])
        {
            var result = await command.RunAsync([verb, "laravel", "--mock", .. options.Split(' ')]);
            result.Should().BeEquivalentTo(new { Code = ExitCodes.UsedWrongly, Error = expected });
        }
    }

    [GeneratedRegex("(?m)^laravel: the target asks to wait \\(429\\); waiting 6 s\r?$", RegexOptions.CultureInvariant)]
    private static partial Regex WaitLine();
}
