using LogoutContracts.MockServer;
using LogoutContracts.Tests.Support;
using LogoutContracts.Verification.Cases;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;

namespace LogoutContracts.Tests.Verification.Judging;

/// <summary>Real providers: harmless differences pass, and violations of the contract fail.</summary>
public sealed class RealProviders
{
    [Test]
    public async Task Own_words_are_no_failure()
    {
        await using var mock = await RunningMock.StartAsync("laravel");
        await using var target = StandIn.Before(mock, async (request, answer) =>
            (request.StartsWith("DELETE", StringComparison.Ordinal) ? await answer(request) : WithProperty(await answer(request)))
            .Replace("application/json", "application/json; charset=utf-8", StringComparison.Ordinal)
            .Replace("no-cache, private", "private, no-cache, must-revalidate", StringComparison.Ordinal));
        var run = await RunAsync(mock, target.Address, "login.logged-in", "logout.session-ended", "logout.replay", "logout.no-token");
        run.Section.Totals.Should().Be(new ReportTotals(4, 0, 0, 0), Reasons(run));
        run.HasSeenNoLogout.Should().BeFalse();
        run.Section.Remarks.Should().ContainSingle(
            remark => remark.Contains("login: The answer has more than the contract shows: body /more.", StringComparison.Ordinal));
    }

    [Test]
    public async Task Strictly_own_words_are_failures()
    {
        await using var mock = await RunningMock.StartAsync("laravel");
        await using var target = StandIn.Before(mock, async (request, answer) => (await answer(request))
            .Replace("no-cache, private", "private, no-cache", StringComparison.Ordinal));
        var run = await RunAsync(mock, target.Address, new VerificationRunOptions { IsStrict = true }, "logout.session-ended");
        run.Section.Cases.Should().ContainSingle().Which.Reason
            .Should().Be("Header Cache-Control is private, no-cache, not no-cache, private.");
    }

    // The hard contracts: live and dead sessions get the same status, or the dead response is only assumed.
    [TestCase("crafter", "token-survives", "logout.session-ended",
        "is live: in the probe's answer, /message is present, /active is true, /user is present.")]
    [TestCase("edin", "token-survives", "logout.session-ended", "is live: the probe answers 200.")]
    [TestCase("symphony", "token-survives", "logout.user-session-ended", "is live: the probe answers 200.")]
    [TestCase("symphony", "dies-at-logout-only", "logout.user-session-ended", "is live: the probe answers 200.")]
    public async Task A_session_that_survives_is_found_on_the_hard_contracts(string contract, string flaw, string id, string shown)
    {
        var plan = Plans.Of(contract);
        await using var server = await LogoutMockServer.StartAsync([plan],
            new MockServerOptions { PortOf = _ => 0, AdminPort = null, AppliesRateLimits = false, Flaws = [FlawCatalog.Find(flaw)!] });
        var run = await RunAsync(plan, server.AddressOf(contract), new(), [id]);
        var found = run.Section.Cases.Should().ContainSingle().Subject;
        found.Outcome.Should().Be(Outcome.Failed);
        found.Reason.Should().StartWith("The session that the request was sent with should be dead, but ").And.Contain(shown);
        run.HasSeenNoLogout.Should().BeTrue();
    }

    [Test]
    public async Task A_dead_answer_that_the_contract_only_assumes_may_be_another()
    {
        await using var mock = await RunningMock.StartAsync("edin");
        await using var target = StandIn.Before(mock, async (request, answer) => IsProbe(mock, request)
            && await answer(request) is var received && !received.Contains(" 200 ", StringComparison.Ordinal)
            ? "HTTP/1.1 302 Found\r\nLocation: /sign-in\r\nContent-Length: 0\r\n\r\n" : await answer(request));
        var run = await RunAsync(mock, target.Address, "logout.session-ended", "getUserProfile.dead");
        run.Section.Cases.Select(each => each.Outcome).Should().Equal([Outcome.Refuted, Outcome.Passed], Reasons(run));
        run.HasSeenNoLogout.Should().BeFalse();
    }

    [Test]
    public async Task A_probe_that_cannot_tell_ends_the_run_with_that_sentence()
    {
        await using var mock = await RunningMock.StartAsync("laravel");
        await using var target = StandIn.Before(mock, async (request, answer) => IsProbe(mock, request)
            ? "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" : await answer(request));
        var run = await RunAsync(mock, target.Address, "logout.session-ended", "logout.no-token");
        run.Indistinct.Should().Be(
            "The probe 'listCustomers' answers a fresh session, no session and an unknown session alike, "
            + "so it cannot tell live from dead.");
        run.Section.Totals.Should().Be(new ReportTotals(1, 0, 1, 0), Reasons(run));
    }

    [Test]
    public async Task A_success_that_ends_nothing_is_wrong_even_where_the_contract_assumes()
    {
        await using var mock = await RunningMock.StartAsync("rocketchat");
        await using var target = StandIn.Before(mock, async (request, answer) =>
            request.StartsWith("POST /api/v1/sessions/logout.me", StringComparison.Ordinal)
            && !request.Contains("\"sessionId\":\"", StringComparison.Ordinal)
            ? Json("""{"success":true}""") : await answer(request));
        var run = await RunAsync(mock, target.Address, "logoutMySession.negative.sessionId-required-breaks");
        var found = run.Section.Cases.Should().ContainSingle().Subject;
        found.Outcome.Should().Be(Outcome.Failed, found.Reason);
        found.Reason.Should().StartWith("The logout reports success, but ends no session.");
        found.Rule.Should().Be(ReportRule.Never);
    }

    [Test]
    public async Task Another_refusal_than_stated_is_a_remark()
    {
        await using var mock = await RunningMock.StartAsync("rocketchat");
        await using var target = StandIn.Before(mock, async (request, answer) => (await answer(request))
            .Replace(" 400 Bad Request", " 422 Unprocessable", StringComparison.Ordinal));
        var run = await RunAsync(mock, target.Address, "logoutMySession.negative.sessionId-required-breaks");
        var found = run.Section.Cases.Should().ContainSingle().Subject;
        found.Outcome.Should().Be(Outcome.Passed, found.Reason);
        found.Remarks.Should().Equal("The refusal has status 422, not 400.");
    }

    [Test]
    public async Task A_refusal_of_an_undeclared_media_type_is_right()
    {
        await using var mock = await RunningMock.StartAsync("rocketchat");
        await using var target = StandIn.Before(mock, async (request, answer) =>
            request.Contains("Content-Type: text/plain", StringComparison.Ordinal)
            ? "HTTP/1.1 415 Unsupported Media Type\r\nContent-Length: 0\r\n\r\n" : await answer(request));
        var run = await RunAsync(mock, target.Address, "login.negative.body-mediaType-breaks",
            "logoutMySession.negative.body-mediaType-breaks");
        run.Section.Totals.Should().Be(new ReportTotals(2, 0, 0, 0), Reasons(run));
    }

    [Test]
    public async Task A_session_that_dies_without_cause_fails_with_the_requests_since_it_was_live()
    {
        await using var mock = await RunningMock.StartAsync("laravel");
        var tokens = new List<string>();
        await using var target = StandIn.Before(mock, async (request, answer) =>
        {
            // One session per user: a login ends the previous session.
            var received = await answer(request);
            if (received.Split("\"token\":\"") is not [_, var rest, ..])
                return received;
            var last = tokens.LastOrDefault();
            tokens.Add(rest[..rest.IndexOf('"', StringComparison.Ordinal)]);
            if (last is not null)
            {
                await answer(
                    "DELETE /api/v1/logout HTTP/1.1\r\nHost: x\r\nAccept: application/json\r\n"
                    + $"Content-Type: application/json\r\nAuthorization: Bearer {last}\r\n\r\n");
            }

            return received;
        });
        var run = await RunAsync(mock, target.Address, "logout.session-ended");
        var found = run.Section.Cases.Should().ContainSingle().Subject;
        found.Outcome.Should().Be(Outcome.Failed, found.Reason);
        found.Reason.Should().Be(
            "The session of the caller died unexpectedly: the probe answers 401. Requests since it was last live: GET login.");
    }

    [Test]
    public async Task A_request_that_ends_the_target_is_named()
    {
        await using var mock = await RunningMock.StartAsync("laravel");
        StandIn? target = null;
        target = StandIn.Before(mock, (request, answer) =>
        {
            target!.Close();
            return Task.FromResult("");
        });
        await using var _ = target;
        var run = await RunAsync(mock, target.Address, "logout.no-token", "login.negative.example-keeps");
        run.Section.Cases[0].Outcome.Should().Be(Outcome.Failed, Reasons(run));
        run.Section.Cases[0].Reason
            .Should().Be("After the request 'DELETE logout', which got no answer, the target no longer accepts connections.");
        run.Section.Cases[1].Reason.Should().StartWith("Not tried: ");
        run.Outage.Should().NotBeNull();
    }

    [Test]
    public async Task A_connection_that_closes_once_says_nothing()
    {
        var requests = 0;
        await using var mock = await RunningMock.StartAsync("laravel");
        await using var target = StandIn.Before(mock, async (request, answer) => Interlocked.Increment(ref requests) == 1
            ? "" : await answer(request));
        var run = await RunAsync(mock, target.Address, "logout.no-token");
        run.Section.Cases.Should().ContainSingle().Which.Outcome.Should().Be(Outcome.Inconclusive);
    }

    [Test]
    public async Task What_refutes_assumptions_is_learned()
    {
        await using var mock = await RunningMock.StartAsync("edin");
        await using var target = StandIn.Before(mock, async (request, answer) =>
            request.StartsWith("POST /bdoc/logout ", StringComparison.Ordinal)
            ? Json("""{"error":"No such page"}""").Replace("200 OK", "404 Not Found", StringComparison.Ordinal) : await answer(request));
        var cases = VerificationCase.AllOf(mock.Plan).Where(each => each.Id.StartsWith("logout.", StringComparison.Ordinal)
            && !each.Id.Contains("negative", StringComparison.Ordinal)).ToList();
        using var wire = new RawHttpClient();
        var run = await new VerificationRun(mock.Plan, new(target.Address, TargetKind.Live), wire, new() { Learns = true }).RunAsync(cases);
        var refuted = run.Section.Cases.Where(each => each.Outcome == Outcome.Refuted).ToList();
        refuted.Should().NotBeEmpty(Reasons(run));
        refuted.Should().OnlyContain(each => each.Correction.Contains("[observed, '", StringComparison.Ordinal));
        var date = run.Overlay!.Split("version: '")[1][..10];
        await Testing.Snapshot.Verify(run.Overlay.Replace(target.Address.ToString(), "http://target/", StringComparison.Ordinal)
            .Replace(date, "2026-11-28", StringComparison.Ordinal), "RealProviders.learned");
    }

    [Test]
    public async Task Nothing_is_learned_from_a_target_whose_logout_ends_nothing()
    {
        var plan = Plans.Of("edin");
        await using var server = await LogoutMockServer.StartAsync([plan],
            new() { PortOf = _ => 0, AdminPort = null, AppliesRateLimits = false, Flaws = [FlawCatalog.Find("token-survives")!] });
        var run = await RunAsync(plan, server.AddressOf("edin"), new() { Learns = true },
            [.. VerificationCase.AllOf(plan).Where(each => !each.MovesClock).Select(each => each.Id)]);
        run.Section.Totals.Failed.Should().BePositive();
        run.Overlay.Should().BeNull();
    }

    private static bool IsProbe(RunningMock mock, string request) =>
        request.StartsWith($"GET {mock.Plan.Live.Variant.Request.Path} ", StringComparison.Ordinal);

    private static Task<VerificationRunResult> RunAsync(RunningMock mock, Uri address, params string[] ids) =>
        RunAsync(mock.Plan, address, new(), ids);

    private static Task<VerificationRunResult> RunAsync(
        RunningMock mock, Uri address, VerificationRunOptions options, params string[] ids) =>
        RunAsync(mock.Plan, address, options, ids);

    private static async Task<VerificationRunResult> RunAsync(
        LogoutContracts.Mocks.Plans.MockPlan plan, Uri address, VerificationRunOptions options, string[] ids)
    {
        using var wire = new RawHttpClient();
        var cases = VerificationCase.AllOf(plan).Where(each => ids.Contains(each.Id, StringComparer.Ordinal)).ToList();
        cases.Should().HaveCount(ids.Length);
        return await new VerificationRun(plan, new(address, TargetKind.Live), wire, options).RunAsync(cases);
    }

    private static string Reasons(VerificationRunResult run) =>
        string.Join(" | ", run.Section.Cases.Select(each => $"{each.Id} {each.Outcome}: {each.Reason}"));

    /// <summary>Adds a property to the JSON object in a response.</summary>
    private static string WithProperty(string answer)
    {
        var (head, body) = answer.Split("\r\n\r\n", 2) is [var first, var second] ? (first, second) : (answer, "");
        if (!body.StartsWith('{') || !head.Contains("Content-Length", StringComparison.OrdinalIgnoreCase))
            return answer;
        var more = body.Insert(1, "\"more\":1,");
        var lines = head.Split("\r\n").Where(line => !line.StartsWith("Content-Length", StringComparison.OrdinalIgnoreCase));
        return $"{string.Join("\r\n", lines)}\r\nContent-Length: {more.Length}\r\n\r\n{more}";
    }

    private static string Json(string body) =>
        $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}";
}
