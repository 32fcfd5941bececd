using System.Text.RegularExpressions;
using LogoutContracts.Cli.Audit;
using LogoutContracts.Cli.Context;
using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Flaws;
using LogoutContracts.Testing;
using LogoutContracts.Tests.Support;
using LogoutContracts.Verification.Audit;

namespace LogoutContracts.Tests.Cli.Verify;

public sealed partial class CommandLineAudit
{
    public static IEnumerable<Flaw> EachFlaw => FlawCatalog.All;

    [Test]
    public async Task The_list_has_every_check_and_what_is_not_checked()
    {
        var result = await RunAsync("audit", "--list");
        result.Code.Should().Be(ExitCodes.Fine);
        await Snapshot.Verify(result.Out, $"{nameof(CommandLineAudit)}.list");
    }

    [Test]
    public async Task Each_check_is_explained()
    {
        var all = new StringWriter();
        foreach (var check in CheckCatalog.All)
            await all.WriteLineAsync((await RunAsync("audit", "--explain", check.Id.ToLowerInvariant())).Out);
        await Snapshot.Verify(all.ToString(), $"{nameof(CommandLineAudit)}.explain");
    }

    [Test]
    public async Task A_check_says_why_it_matters_and_what_to_do_and_names_what_is_behind_it()
    {
        foreach (var rule in CheckCatalog.All.Select(check => check.Rule))
        {
            rule.Why.Should().NotBeEmpty();
            rule.Fix.Should().NotBeEmpty();
            rule.References.Should().NotBeEmpty().And.OnlyContain(reference => Reference().IsMatch(reference));
        }

        CheckCatalog.All.Select(check => check.Id).Concat(CheckCatalog.Missing.Select(missing => missing.Id))
            .Should().BeEquivalentTo(Enumerable.Range(0, 30).Select(number => $"T{number}"));
        await Task.CompletedTask;
    }

    [Test]
    public async Task Without_a_target_the_contracts_are_read()
    {
        var result = await RunAsync("audit", "crafter", "edin", "laravel", "rocketchat", "symphony");
        result.Should().BeEquivalentTo(new { Code = ExitCodes.Fine, Error = "" });
        await Snapshot.Verify(result.Out, $"{nameof(CommandLineAudit)}.reading");
    }

    [Test]
    public async Task Read_strictly_a_contract_that_promises_too_little_is_a_finding()
    {
        (await RunAsync("audit", "edin", "--strict")).Code.Should().Be(ExitCodes.ContractDoesNotHold);
        (await RunAsync("audit", "edin", "--strict", "--only", "T3")).Code.Should().Be(ExitCodes.Fine);
    }

    [Test]
    public async Task Sound_mocks_have_no_finding()
    {
        var result = await RunAsync("audit", "--mock");
        result.Should().BeEquivalentTo(new { Code = ExitCodes.Fine, Error = "" });
        result.Out.Should().NotContain("FAILED");
    }

    [TestCaseSource(nameof(EachFlaw))]
    public async Task A_flaw_is_a_finding(Flaw flaw)
    {
        string[] release = flaw.On.Contains('=', StringComparison.Ordinal) ? ["--release", flaw.On] : [];
        string[] later = flaw.Check is "T27" ? ["--later", "1200ms"] : [];

        // The mock has a clock of its own, so a token that revives later needs a real wait.
        using var command = new CommandLineRun { Clock = later.Length > 0 ? TimeProvider.System : new JumpingClock() };
        var result = await command.RunAsync(
            ["audit", flaw.On.Split('=')[0], "--mock", "--flaw", flaw.Name, "--only", flaw.Check, .. release, .. later]);
        result.Code.Should().Be(ExitCodes.ContractDoesNotHold, result.Out);
        result.Out.Should().Contain($"FAILED {flaw.Check} ");
    }

    [Test]
    public async Task A_run_without_a_logout_is_not_fine()
    {
        var result = await RunAsync("audit", "crafter", "--mock", "--release", "crafter=4");
        result.Code.Should().Be(ExitCodes.ContractDoesNotHold);
        result.Out.Should().Contain("crafter 4: no logout was exercised, so this audit shows nothing about it.");
    }

    [Test]
    public async Task A_run_of_checks_that_log_nobody_out_tries_the_logout_all_the_same() =>
        (await RunAsync("audit", "laravel", "--mock", "--only", "T5")).Should().BeEquivalentTo(new { Code = ExitCodes.Fine, Error = "" });

    [Test]
    public async Task A_finding_says_what_is_wrong_why_it_matters_and_what_to_do()
    {
        var result = await RunAsync("audit", "rocketchat", "--mock", "--flaw", "token-survives", "--only", "T1");
        await Snapshot.Verify(Volatile().Replace(result.Out, "…"), $"{nameof(CommandLineAudit)}.finding");
    }

    [Test]
    public async Task A_running_mock_with_a_flaw_is_audited_by_its_admin_port()
    {
        await using var serving = await ServeRun.StartAsync("serve", "edin", "--port-base", "0", "--flaw", "never-expires");
        serving.Error.Should().Contain("warning: these mocks have deliberate flaws: never-expires.");
        var result = await RunAsync("audit", "edin", "--admin", serving.AddressOf("admin"));
        result.Code.Should().Be(ExitCodes.ContractDoesNotHold, result.Out + result.Error);
        result.Out.Should().Contain("FAILED T13 ").And.NotContain("FAILED T1 ");
    }

    [Test]
    public async Task Replicas_are_audited_together_and_restarted()
    {
        await using var one = await RunningMock.StartAsync("edin");
        await using var other = await one.Server.StartReplicaAsync();
        using var command = new CommandLineRun();
        var result = await command.RunAsync(
            "audit", "edin", "--target", $"{one.Address}", "--target", $"{other.BaseAddress}", "--only", "T28", "--only", "T29",
            "--restart-command", "echo restarted | tee restarted", "--report", "json=r.json");
        result.Code.Should().Be(ExitCodes.Fine, result.Out + result.Error);
        result.Out.Should().Contain($"edin at {one.Address}, {other.BaseAddress}")
            .And.Contain("passed          T0 Positive control, T28 Other replicas, T29 Restart");
        result.Error.Should().Contain("restart command: restarted");
        command.Files()["restarted"].Should().Be("restarted\n");
        command.Files()["r.json"].Should().Contain($"\"target\": \"{one.Address}, {other.BaseAddress}\"");
    }

    [Test]
    public async Task A_restart_command_that_fails_is_no_finding()
    {
        await using var mock = await RunningMock.StartAsync("edin");
        using var command = new CommandLineRun();
        var result = await command.RunAsync(
            "audit", "edin", "--target", $"{mock.Address}", "--only", "T29", "--restart-command", "exit 3");
        result.Code.Should().Be(ExitCodes.Fine, result.Out + result.Error);
        string.Join(' ', result.Out.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)).Should().Contain(
            "cannot tell T29: The target could not be restarted: the command ends with exit code 3.");
    }

    [Test]
    public async Task A_replica_that_is_not_there_is_an_error()
    {
        await using var mock = await RunningMock.StartAsync("edin");
        var result = await RunAsync("audit", "edin", "--target", $"{mock.Address}", "--target", "http://127.0.0.1:1", "--only", "T28");
        result.Should().BeEquivalentTo(new { Code = ExitCodes.UsedWrongly, Out = "" });
        result.Error.Should().Contain("--target: nothing was audited, because http://127.0.0.1:1/ gives no answer");
        mock.Server.Journal.Entries.Should().BeEmpty();
    }

    [Test]
    public async Task A_target_that_is_not_there_is_one_line_and_that_is_not_fine()
    {
        var result = await RunAsync("audit", "edin", "--target", "http://127.0.0.1:1");
        result.Code.Should().Be(ExitCodes.UsedWrongly);
        result.Out.TrimEnd()
            .Should().StartWith("edin: nothing was audited at http://127.0.0.1:1/. The target does not answer").And.NotContain("\n");
    }

    [Test]
    public async Task The_reports_have_what_was_found_and_what_the_contract_leaves_open()
    {
        using var command = new CommandLineRun();
        await command.RunAsync("audit", "edin", "--mock", "--flaw", "open-redirect",
            "--report", "json=r.json,html=r.html,markdown=r.md,junit=r.xml,sarif=r.sarif");
        command.Files().Should().HaveCount(5);
        foreach (var (name, text) in command.Files())
        {
            text.Should().Contain("T14", name);
            if (name is not "r.sarif")
                text.Should().Contain("By the contract, GET ends the session, although it should change nothing.", name);
        }
    }

    [TestCase("audit --explain T99", "--explain: unknown check 'T99'")]
    [TestCase("audit --explain T15", "--explain: T15 is not checked.")]
    [TestCase("audit --only T4 --skip X", "--skip: unknown check 'X'")]
    [TestCase("audit --max-latency soon", "--max-latency: 'soon' is not a valid time")]
    [TestCase("audit --later never", "--later: 'never' is not a valid time")]
    [TestCase("audit --max-latency 2h", "--max-latency: '2h' is not a valid time")]
    [TestCase("audit edin --target https://docflow.example.com", "An audit opens and ends many sessions")]
    [TestCase("audit rocketchat --mock --flaw token-survive", "Did you mean 'token-survives'?")]
    [TestCase("audit edin --mock --flaw token-alone-suffices", "has no effect on the selected contracts")]
    [TestCase("audit rocketchat --flaw token-survives", "--flaw requires --mock")]
    [TestCase("audit laravel --target http://127.0.0.1:1 --kind stubs", "--kind: stubs return the same session at each login")]
    [TestCase("serve rocketchat --flaw token-survive", "Did you mean 'token-survives'?")]
    [TestCase("serve rocketchat --flaw replica-forgets", "'replica-forgets' shows only on two servers that share sessions")]
    [TestCase("audit rocketchat --flaw replica-forgets", "--flaw requires --mock")]
    [TestCase("audit edin --target http://127.0.0.1:1 --target http://127.0.0.1:1/", "'http://127.0.0.1:1/' is given twice")]
    [TestCase("audit --target edin=http://127.0.0.1:1 --target edin=http://127.0.0.1:1/", "'http://127.0.0.1:1/' is given twice")]
    [TestCase("audit --target http://127.0.0.1:1 --target http://127.0.0.1:2", "it is not clear which contract this URL is for")]
    [TestCase("audit edin laravel --target http://127.0.0.1:1 --target http://127.0.0.1:2", "it is not clear which contract")]
    [TestCase("audit edin --mock --target http://127.0.0.1:1 --target http://127.0.0.1:2", "--mock cannot be combined with --target")]
    [TestCase("audit edin --target http://127.0.0.1:1 --target https://shop.example.com", "https://shop.example.com/ is not this machine")]
    [TestCase("audit edin --restart-command true", "--restart-command requires --target")]
    [TestCase("audit edin --mock --restart-command true", "--restart-command requires --target")]
    [TestCase("audit edin --target http://127.0.0.1:1 --restart-command ", "--restart-command: the command is empty")]
    [TestCase("verify edin --target http://127.0.0.1:1 --target http://127.0.0.1:2", "it is not clear which contract this URL is for")]
    [TestCase("verify --target edin=http://127.0.0.1:1 --target edin=http://127.0.0.1:2", "'edin' has two targets")]
    public async Task What_is_wrong_with_the_command_line_is_said(string line, string message)
    {
        var result = await RunAsync(line.Split(' '));
        result.Should().BeEquivalentTo(new { Code = ExitCodes.UsedWrongly, Out = "" });
        result.Error.Should().Contain(message);
    }

    [TestCase("5s", 5_000)]
    [TestCase("0.5s", 500)]
    [TestCase("200ms", 200)]
    [TestCase("3", 3_000)]
    [TestCase("0", 0)]
    public void A_time_is_read(string text, int milliseconds) =>
        Duration.Parse("--max-latency", text).Should().Be(TimeSpan.FromMilliseconds(milliseconds));

    [Test]
    public async Task Flaws_are_listed_with_the_check_that_finds_them()
    {
        var result = await RunAsync("list", "--flaws");
        result.Code.Should().Be(ExitCodes.Fine);
        await Snapshot.Verify(result.Out, $"{nameof(CommandLineAudit)}.flaws");
        (await RunAsync("list", "--flaws", "--format", "json")).Out.Should().Contain("\"name\": \"token-survives\"");
    }

    private static async Task<CommandLineResult> RunAsync(params string[] args)
    {
        using var command = new CommandLineRun { Clock = new JumpingClock() };
        return await command.RunAsync(args);
    }

    [GeneratedRegex("(?<=sha256:)[0-9a-f]{8}|(?<=Date: ).*|(?<=127.0.0.1:)[0-9]+|(?<=RateLimit-(?:Reset|Remaining): )[0-9]+",
        RegexOptions.CultureInvariant)]
    private static partial Regex Volatile();

    [GeneratedRegex(@"^(ASVS V\d+\.\d+\.\d+|WSTG-[A-Z]+-\d\d)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Reference();
}
