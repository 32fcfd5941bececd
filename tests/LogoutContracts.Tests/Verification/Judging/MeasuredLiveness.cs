using LogoutContracts.Specs.Model;
using LogoutContracts.Tests.Support;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Judging.Liveness;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;

namespace LogoutContracts.Tests.Verification.Judging;

/// <summary>Measures on running servers how a live and a dead session answer.</summary>
public sealed class MeasuredLiveness
{
    [TestCase("crafter")]
    [TestCase("edin")]
    [TestCase("laravel")]
    [TestCase("rocketchat")]
    [TestCase("symphony")]
    public async Task A_session_is_live_until_it_is_logged_out(string contract)
    {
        await using var mock = await RunningMock.StartAsync(contract);
        using var measured = new Measured(mock.Plan, mock.Address);
        var talk = measured.Talk();
        talk.Cast.SetAll(Role.Caller, (await talk.LogInAsync(mock.Plan.Contract.Sessions.DefaultKind)).Session!);
        (await measured.AskAsync(talk)).Life.Should().Be(SessionLife.Live);
        var logout = LogoutContracts.Mocks.Plans.Preconditions.EnderOf(mock.Plan, mock.Plan.Contract.Sessions.DefaultKind)!;
        var request = LogoutContracts.Mocks.Requests.RenderedRequest.Of(
            logout.Variant.Request, hole => talk.Cast[hole with { Role = Role.Caller }] ?? logout.Seeds.ValueOf(hole));
        await talk.SendAsync(StepKind.Ending, "logout", request, logout.Operation, _ => []);
        (await measured.AskAsync(talk)).Life.Should().Be(SessionLife.Dead);
    }

    [Test]
    public async Task A_probe_that_answers_everybody_alike_is_named()
    {
        await using var mock = await RunningMock.StartAsync("laravel");
        await using var target = StandIn.Before(mock, async (request, answer) => IsProbe(mock, request)
            ? "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}" : await answer(request));
        using var measured = new Measured(mock.Plan, target.Address);
        var controls = await measured.Probe.ControlsAsync(null, CancellationToken.None);
        controls.IsIndistinct.Should().BeTrue();
        controls.Problem.Should().Be(
            "The probe 'listCustomers' answers a fresh session, no session and an unknown session alike, "
            + "so it cannot tell live from dead.");
    }

    [Test]
    public async Task An_unclear_answer_is_asked_for_again()
    {
        var probes = 0;
        await using var mock = await RunningMock.StartAsync("laravel");
        await using var target = StandIn.Before(mock, async (request, answer) =>
            IsProbe(mock, request) && Interlocked.Increment(ref probes) == 5
            ? "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n" : await answer(request));
        using var measured = new Measured(mock.Plan, target.Address);
        var talk = measured.Talk();
        talk.Cast.SetAll(Role.Caller, (await talk.LogInAsync(null)).Session!);
        (await measured.AskAsync(talk)).Life.Should().Be(SessionLife.Live);
        probes.Should().Be(6);
    }

    [Test]
    public async Task A_server_that_refuses_everybody_after_a_while_has_ended_no_session()
    {
        var probes = 0;
        await using var mock = await RunningMock.StartAsync("laravel");
        await using var target = StandIn.Before(mock, async (request, answer) =>
            IsProbe(mock, request) && Interlocked.Increment(ref probes) > 4
            ? "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n" : await answer(request));
        using var measured = new Measured(mock.Plan, target.Address);
        var talk = measured.Talk();
        talk.Cast.SetAll(Role.Caller, (await talk.LogInAsync(null)).Session!);
        var probed = await measured.AskAsync(talk);
        probed.Life.Should().Be(SessionLife.Unclear);
        probed.Shown.Should().Be("the probe answers 403, and refuses another session that was never logged out, too");
    }

    private static bool IsProbe(RunningMock mock, string request) =>
        request.StartsWith($"GET {mock.Plan.Live.Variant.Request.Path} ", StringComparison.Ordinal);

    private sealed class Measured : IDisposable
    {
        private readonly RawHttpClient wire = new();
        private readonly LogoutContracts.Mocks.Plans.MockPlan plan;
        private readonly Uri address;

        public Measured(LogoutContracts.Mocks.Plans.MockPlan plan, Uri address)
        {
            this.plan = plan;
            this.address = address;
            Probe = new(plan, _ => Talk(), [TimeSpan.Zero]);
        }

        public SessionProbe Probe { get; }

        public Conversation Talk() => new(plan, new(address, TargetKind.Live), wire, CancellationToken.None);

        public Task<ProbedLife> AskAsync(Conversation talk) =>
            Probe.AskAsync(talk, Role.Caller, StepKind.Control, null, null, hole => talk.Cast[hole]!, CancellationToken.None);

        public void Dispose() => wire.Dispose();
    }
}
