using System.Text;
using LogoutContracts.Mocks;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.MockServer.Overrides;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Model;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.MockServer;

public sealed class Reloads
{
    private static readonly MockPlan Six = Plans.Of("rocketchat", "6").WithoutRateLimits();
    private static readonly MockPlan Seven = Plans.Of("rocketchat", "7").WithoutRateLimits();

    [Test]
    public async Task Sessions_live_and_die_on_across_a_reload()
    {
        await using var mock = await RunningMock.StartAsync(Six);
        var client = new VendorClient(mock);
        var (ended, opened) = (VendorClient.Seeded(client.Logout), await client.LoginAsync());
        (await client.LogoutAsync(ended)).Should().BeTrue("it is live from the start");

        mock.Server.Reload(Seven).Should().BeTrue("its sessions have the same credentials");
        (await ProbeAsync(mock, opened)).Should().Be(Seven.Live.Name);
        (await ProbeAsync(mock, ended)).Should().Be("dead-7");
        mock.Server.Plans.Should().Equal([Seven]);
        mock.Server.Sessions.StateOf(opened["authToken"]).Should().Be(SessionState.Active);

        mock.Server.Reset();
        (await ProbeAsync(mock, ended)).Should().Be(Seven.Live.Name, "a reset restores the seeds of the new plan");
    }

    [Test]
    public async Task A_session_keeps_to_the_variant_that_it_prefers_by_name()
    {
        await using var mock = await RunningMock.StartAsync(Six);
        var limited = Six.Find("logoutMySession", "rate-limited");
        (await mock.SendAsync(limited.SeededRequest())).Status.Should().Be(429);
        mock.Server.Reload(Changed(
            "rocketchat",
            ("status: 429, example: too-many-requests", "status: 420, example: too-many-requests"),
            ("        '429': {", "        '420': {")));
        (await mock.SendAsync(limited.SeededRequest())).Status.Should().Be(420);
    }

    [Test]
    public async Task Forced_answers_and_faults_stay_and_go_on_counting()
    {
        await using var mock = await RunningMock.StartAsync(Six);
        mock.Server["rocketchat"].Force("getMe", "dead", new Trigger.Next(2));
        (await mock.SendAsync(Six.Live.SeededRequest())).Status.Should().Be(401);
        mock.Server.Reload(Plans.Of("rocketchat", "6"));
        (await mock.SendAsync(Six.Live.SeededRequest())).Status.Should().Be(401, "one of two forced answers is left");
        (await mock.SendAsync(Six.Live.SeededRequest())).Status.Should().Be(200);

        mock.Server["rocketchat"].Break(new Fault.EmptyReply(), "getMe");
        mock.Server.Reload(Seven);
        await mock.Awaiting(broken => broken.SendAsync(Six.Live.SeededRequest())).Should().ThrowAsync<HttpRequestException>();
    }

    [Test]
    public async Task A_new_variant_brings_its_own_session()
    {
        await using var mock = await RunningMock.StartAsync(Six);
        var plan = Changed("rocketchat", ("        rate-limited:\n", "        slowed-down:\n"));
        (await mock.SendAsync(plan.Find("logoutMySession", "slowed-down").SeededRequest()))
            .Status.Should().Be(401, "the session does not exist yet");
        mock.Server.Reload(plan);
        (await mock.SendAsync(plan.Find("logoutMySession", "slowed-down").SeededRequest())).Status.Should().Be(429);
    }

    // In release 7, the session seeded for release 6's variant prefers that variant, although it is not a default there.
    [TestCase(false, "dead")]
    [TestCase(true, "dead-7")]
    public async Task A_seeded_session_starts_as_the_new_plan_has_it_unless_it_was_used(bool used, string answer)
    {
        await using var mock = await RunningMock.StartAsync(Six);
        var session = VendorClient.Seeded(Six.Dead);
        if (used)
            (await ProbeAsync(mock, session)).Should().Be(Six.Live.Name);
        mock.Server.Reload(Seven);
        mock.Server.Sessions.End(session["authToken"]).Should().BeTrue();
        (await ProbeAsync(mock, session)).Should().Be(answer);
    }

    [Test]
    public async Task Where_sessions_consist_of_other_credentials_they_start_anew()
    {
        await using var mock = await RunningMock.StartAsync("edin");
        var opened = await new VendorClient(mock).LoginAsync();
        var plan = Changed("edin", ("SID", "SSID"));
        mock.Server.Reload(plan).Should().BeFalse();
        mock.Server.Sessions.StateOf(opened["SID"]).Should().BeNull();
        (await mock.SendAsync(plan.Live.SeededRequest())).Status.Should().Be(200);
    }

    [Test]
    public async Task A_contract_that_is_not_served_cannot_be_reloaded()
    {
        await using var mock = await RunningMock.StartAsync("edin");
        mock.Server.Invoking(server => server.Reload(Six)).Should().Throw<KeyNotFoundException>();
    }

    [Test]
    public async Task Under_load_every_answer_is_one_plans_and_no_session_is_lost()
    {
        await using var mock = await RunningMock.StartAsync(Six);
        using var stop = new CancellationTokenSource();
        var reloads = 0;
        var reloading = Task.Run(() =>
        {
            for (; !stop.IsCancellationRequested; reloads++)
                mock.Server.Reload(reloads % 2 == 0 ? Seven : Six).Should().BeTrue();
        });
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => LiveAndDieAsync(mock)));
        await stop.CancelAsync();
        await reloading;
        reloads.Should().BeGreaterThan(20, "there should be reloads during the load");
    }

    private static async Task LiveAndDieAsync(RunningMock mock)
    {
        var client = new VendorClient(mock);
        for (var i = 0; i < 20; i++)
        {
            var session = await client.LoginAsync();
            (await ProbeAsync(mock, session)).Should().Be(Six.Live.Name, "it has just logged in");
            (await client.LogoutAsync(session)).Should().BeTrue("it is live");
            (await ProbeAsync(mock, session)).Should().BeOneOf("dead", "dead-7");
        }
    }

    /// <returns>The name of the only variant with exactly this answer.</returns>
    private static async Task<string> ProbeAsync(RunningMock mock, IReadOnlyDictionary<string, string> session)
    {
        var reply = await mock.SendAsync(RenderedRequest.Of(Six.Live.Variant.Request, hole => session[hole.Name]));
        return Six.Variants.Concat(Seven.Variants).Where(variant => variant.Operation is "getMe" && variant.Answer!.Status == reply.Status
            && string.Equals(variant.Answer.Body!.Text.Render(hole => session[hole.Name]), reply.Body, StringComparison.Ordinal)
            && variant.Answer.Headers.All(header =>
                string.Equals(header.IsAbsent ? null : header.Values[0].Text, reply[header.Name], StringComparison.Ordinal)))
            .Select(variant => variant.Name).Distinct(StringComparer.Ordinal).Single();
    }

    private static MockPlan Changed(string contract, params IEnumerable<(string Old, string New)> changes)
    {
        var files = SpecCatalog.BuiltInFiles().First(files => files.Spec.Name.Contains($"/{contract}/", StringComparison.Ordinal));
        var text = changes.Aggregate(
            Encoding.UTF8.GetString(files.Spec.Utf8.Span),
            (text, change) => text.Replace(change.Old, change.New, StringComparison.Ordinal));
        return MockPlanner.Plan(SpecReader.Read(files.Spec.Name, Encoding.UTF8.GetBytes(text), files.Workflows).Require()).Require();
    }
}
