using System.Text;
using System.Text.Json;
using LogoutContracts.Mocks;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs;
using LogoutContracts.Tests.Support;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;
using LogoutContracts.Verification.Workflows;

namespace LogoutContracts.Tests.Verification;

/// <summary>Runs Arazzo workflows against the mock of a small contract.</summary>
public sealed class WorkflowRuns
{
    private static readonly string Small = SourceTree.PathOf("tests", "LogoutContracts.Tests", "BadSpecs", "good.yaml");
    private static readonly string Samples = SourceTree.PathOf("tests", "LogoutContracts.Tests", "Samples", "workflows");

    [Test]
    public async Task A_workflow_that_runs_another_hands_it_inputs_and_takes_its_outputs()
    {
        var run = await RunAsync("session", ("user", "\"margaret\""));
        run.Reason.Should().BeEmpty();
        run.Steps.Select(step => $"{step.Workflow}/{step.Step.Id}")
            .Should().Equal("log-in/log-in", "session/start", "session/alive", "session/end", "session/dead");
        run.Steps[0].Exchange!.Request.Body.Should().Be("""{"user": "margaret"}""");
        run.Outputs.Should().Equal(new NamedOutput("error", "refused"), new NamedOutput("user", "margaret"));
    }

    [Test]
    public async Task What_is_not_given_has_its_default()
    {
        var run = await RunAsync("session");
        run.Steps[0].Exchange!.Request.Body.Should().Be("""{"user": "grace"}""");
        run.Outputs.Should().Contain(new NamedOutput("user", "grace"));
    }

    [Test]
    public async Task Inputs_that_do_not_fit_end_a_workflow_before_it_starts()
    {
        var run = await RunAsync("log-in", ("user", "1"));
        run.Outcome.Should().Be(Outcome.Failed);
        run.Reason.Should().Be("The inputs of 'log-in' do not fit its schema: /user must be a string, not a number.");
        run.Steps.Should().BeEmpty();
    }

    [Test]
    public async Task Retries_are_exhausted_before_the_next_action_is_taken()
    {
        var run = await RunAsync("log-in-when-refused");
        run.Succeeded.Should().BeTrue(run.Reason);
        run.Steps.Select(step => (step.Step.Id, step.Attempt, step.Then)).Should().Equal(
            ("log-in", 1, ""), ("try", 1, "tries again (again)"), ("try", 2, "tries again (again)"),
            ("try", 3, "goes to 'log-in' (log-in-first)"), ("log-in", 1, ""), ("log-out", 1, ""));
    }

    [Test]
    public async Task A_success_action_may_end_the_workflow()
    {
        await using var mock = await RunningMock.StartAsync(PlanOf("session.arazzo.yaml"));
        var token = mock.Server.Sessions.Open()["token"];
        var run = await RunAsync(mock, "log-in-when-refused", TimeProvider.System, ("token", $"\"{token}\""));
        run.Succeeded.Should().BeTrue(run.Reason);
        run.Steps[^1].Should().BeEquivalentTo(new { Attempt = 1, Then = "ends here (enough)" });
    }

    [Test]
    public async Task A_workflow_that_goes_round_in_circles_is_ended()
    {
        var run = await RunAsync("circle", file: "failing.arazzo.yaml");
        run.Should().BeEquivalentTo(new { Outcome = Outcome.Failed, Reason = "'circle' runs in a loop: it took more than 1000 steps." });
    }

    [TestCase("retryAfter: 90", 90)]
    [TestCase("retryAfter: 0.25", 0.25)]
    [TestCase("retryLimit: 1", 0)]
    public async Task A_retry_waits_as_long_as_it_says(string field, double seconds)
    {
        var clock = new InstantClock();
        var run = await RetryAsync(field, clock, "");
        run.Steps.Should().HaveCount(2);
        clock.Waited.Should().Equal(seconds > 0 ? [TimeSpan.FromSeconds(seconds)] : []);
    }

    [Test]
    public async Task What_the_answer_says_of_waiting_goes_before_what_the_workflow_says()
    {
        var clock = new InstantClock();
        await RetryAsync("retryAfter: 90", clock, "Retry-After: 7");
        clock.Waited.Should().Equal(TimeSpan.FromSeconds(7));
    }

    [Test]
    public async Task Nobody_waits_for_an_hour()
    {
        var clock = new InstantClock();
        var run = await RetryAsync("retryAfter: 90", clock, "Retry-After: 3600");
        run.Reason.Should().EndWith("The next attempt is due after 3600 s; the longest wait is 300 s.");
        clock.Waited.Should().BeEmpty();
    }

    [Test]
    public async Task An_interrupted_run_has_the_steps_so_far()
    {
        using var interrupted = new CancellationTokenSource();
        var clock = new InstantClock { OnWait = interrupted.Cancel };

        var run = await RetryAsync("retryAfter: 90", clock, "", interrupted.Token);
        (run.Outcome, run.Reason, run.Steps.Count).Should().Be((Outcome.Inconclusive, "The run was interrupted.", 1));
    }

    [Test]
    public async Task A_target_that_is_down_gives_an_inconclusive_run()
    {
        var plan = PlanOf("session.arazzo.yaml");
        using var wire = new RawHttpClient();

        // No server listens on port 1.
        var run = await new WorkflowRunner(plan, new(new("http://127.0.0.1:1"), TargetKind.Live), wire)
            .AttemptAsync(plan.Contract.Workflows[0], Values());
        run.Outcome.Should().Be(Outcome.Inconclusive);
        run.Reason.Should().StartWith("The target does not answer: ");
    }

    [Test]
    public async Task No_credential_is_shown()
    {
        await using var mock = await RunningMock.StartAsync(PlanOf("session.arazzo.yaml"));
        var run = await RunAsync(mock, "session", TimeProvider.System);
        var token = JsonElement.Parse(run.Steps[0].Exchange!.Response.Body).GetProperty("token").GetString()!;
        var shown = string.Join('\n', run.Steps.Select(step =>
            $"{step.Evidence.Request}{step.Evidence.Response}{string.Join(' ', step.Outputs)}{string.Join(' ', step.Criteria)}"
            + step.Problem));
        shown.Should().NotContain(token).And.Contain(Redactor.Hash(token));
    }

    private static async Task<WorkflowResult> RunAsync(string workflow, params (string Name, string Json)[] inputs)
    {
        await using var mock = await RunningMock.StartAsync(PlanOf("session.arazzo.yaml"));
        return await RunAsync(mock, workflow, TimeProvider.System, inputs);
    }

    private static async Task<WorkflowResult> RunAsync(string workflow, string file)
    {
        await using var mock = await RunningMock.StartAsync(PlanOf(file));
        return await RunAsync(mock, workflow, TimeProvider.System);
    }

    private static async Task<WorkflowResult> RunAsync(
        RunningMock mock, string workflow, TimeProvider clock, params (string Name, string Json)[] inputs) =>
        await RunAsync(mock, workflow, clock, default, inputs);

    private static async Task<WorkflowResult> RunAsync(
        RunningMock mock, string workflow, TimeProvider clock, CancellationToken interruption, params (string Name, string Json)[] inputs)
    {
        using var wire = new RawHttpClient();
        var known = mock.Plan.Contract.Workflows.First(each => string.Equals(each.Id, workflow, StringComparison.Ordinal));
        var runner = new WorkflowRunner(mock.Plan, new(mock.Address, TargetKind.Mock), wire, clock) { Interruption = interruption };
        return await runner.AttemptAsync(known, Values(inputs));
    }

    /// <summary>Runs a workflow of one step, which is refused and tried a second time.</summary>
    private static async Task<WorkflowResult> RetryAsync(
        string field, TimeProvider clock, string header, CancellationToken interruption = default)
    {
        var spec = Encoding.UTF8.GetString(File.ReadAllBytes(Small));
        if (header.Split(": ") is [var name, var value])
            spec = spec.Replace("expect: { status: 401, example: refused }",
                $"expect: {{ status: 401, example: refused, headers: {{ {name}: '{value}' }} }}", StringComparison.Ordinal);
        var workflows = $$"""
            arazzo: 1.0.1
            info: { title: A retry, version: 1.0.0 }
            sourceDescriptions: [{ name: small, url: ./openapi.yaml, type: openapi }]
            workflows:
              - workflowId: retry
                steps:
                  - stepId: refused
                    operationId: getMe
                    successCriteria: [{ condition: $statusCode == 200 }]
                    onFailure: [{ name: again, type: retry, {{field}} }]
            """;
        var contract = SpecReader.Read(
            "openapi.yaml", Encoding.UTF8.GetBytes(spec), new("retry.arazzo.yaml", Encoding.UTF8.GetBytes(workflows))).Require();
        await using var mock = await RunningMock.StartAsync(MockPlanner.Plan(contract).Require());
        return await RunAsync(mock, "retry", clock, interruption);
    }

    private static MockPlan PlanOf(string file)
    {
        var workflows = File.ReadAllBytes(Path.Combine(Samples, file));
        return MockPlanner.Plan(SpecReader.Read("openapi.yaml", File.ReadAllBytes(Small), new(file, workflows)).Require()).Require();
    }

    private static Dictionary<string, JsonElement> Values(params (string Name, string Json)[] values) =>
        values.ToDictionary(value => value.Name, value => JsonElement.Parse(value.Json), StringComparer.Ordinal);

    /// <summary>Records each requested wait, and ends it at once.</summary>
    private sealed class InstantClock : TimeProvider
    {
        public List<TimeSpan> Waited { get; } = [];

        public Action? OnWait { get; init; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waited.Add(dueTime);
            OnWait?.Invoke();
            return base.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }
}
