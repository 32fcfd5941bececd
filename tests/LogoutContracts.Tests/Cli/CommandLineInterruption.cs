using LogoutContracts.Cli.Context;
using LogoutContracts.MockServer;
using LogoutContracts.Tests.Support;
using LogoutContracts.Verification.Audit;
using LogoutContracts.Verification.Audit.Checks;
using LogoutContracts.Verification.Cases;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;

namespace LogoutContracts.Tests.Cli;

/// <summary>Ctrl-C keeps what has been found.</summary>
public sealed class CommandLineInterruption
{
    [TestCase("verify", "laravel", "--mock")]
    [TestCase("audit", "laravel", "--mock")]
    public async Task An_interrupted_run_writes_its_reports(params string[] args)
    {
        using var interrupted = new CancellationTokenSource();
        await interrupted.CancelAsync();
        using var command = new CommandLineRun { Interrupt = () => interrupted.Token };
        await AssertReportAsync(command, args);
    }

    [Test]
    public async Task So_does_an_interrupted_run_of_workflows()
    {
        using var interrupted = new CancellationTokenSource();
        await interrupted.CancelAsync();
        using var command = new CommandLineRun { Interrupt = () => interrupted.Token };

        await AssertReportAsync(command, "run", SourceTree.PathOf("specs", "symphony", "workflows.arazzo.yaml"));
    }

    private static async Task AssertReportAsync(CommandLineRun command, params string[] args)
    {
        var result = await command.RunAsync([.. args, "--report", "markdown=report.md"]);

        result.Code.Should().Be(ExitCodes.Interrupted);
        result.Out.Should().Contain("The run was interrupted.");
        command.Files()["report.md"].Should().Contain("The run was interrupted.");
    }

    [Test]
    public async Task Verify_keeps_the_finished_cases()
    {
        var plan = Plans.Of("laravel");
        await using var server = await LogoutMockServer.StartAsync("laravel");
        using var wire = new RawHttpClient();
        using var interrupted = new CancellationTokenSource();
        var finished = 0;
        var run = new VerificationRun(plan, new(server.BaseAddress, TargetKind.Mock), wire, new() { Interruption = interrupted.Token });

        var result = await run.RunAsync(VerificationCase.AllOf(plan), _ => InterruptAfter(3, ref finished, interrupted));

        result.Section.Cases.Count(each => each.Outcome == Outcome.Passed).Should().Be(3);
        result.Section.Cases.Where(each => each.Outcome != Outcome.Passed)
            .Should().OnlyContain(each => each.Outcome == Outcome.Inconclusive && each.Reason == "Not tried: The run was interrupted.");
    }

    [Test]
    public async Task Audit_keeps_the_finished_checks()
    {
        await using var server = await LogoutMockServer.StartAsync("laravel");
        using var wire = new RawHttpClient();
        using var interrupted = new CancellationTokenSource();
        var finished = 0;

        var section = await new Auditor(Plans.Of("laravel")).RunAsync(new(server.BaseAddress, TargetKind.Live), wire, new AuditOptions
        {
            Interruption = interrupted.Token,
            OnCase = _ => InterruptAfter(2, ref finished, interrupted),
        });

        section.Cases.Count(each => each.Outcome == Outcome.Passed).Should().Be(2);
        section.Cases.Should().Contain(each => each.Reason == "Not tried: The run was interrupted.");
    }

    private static void InterruptAfter(int cases, ref int finished, CancellationTokenSource interrupted)
    {
        if (++finished == cases)
            interrupted.Cancel();
    }
}
