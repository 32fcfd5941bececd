using System.Net;
using System.Net.Http.Headers;
using System.Text;
using LogoutContracts.AdminClient;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Tests.Support;
using SessionState = LogoutContracts.AdminClient.SessionState;

namespace LogoutContracts.Tests.MockServer.Admin;

public sealed class AdminApi
{
    [Test]
    public async Task It_says_what_is_served_and_how_to_see_it()
    {
        await using var mock = await SteeredMock.StartAsync("rocketchat", "edin");
        (await mock.Admin.IsHealthyAsync()).Should().BeTrue();
        (await mock.Admin.IsReadyAsync()).Should().BeTrue();
        var description = await File.ReadAllTextAsync(SourceTree.PathOf("mocks", "LogoutContracts.MockServer", "admin.openapi.yaml"));
        (await mock.Admin.DescribeAsync()).Should().Be(description);

        var contracts = await mock.Admin.ListContractsAsync();
        contracts.Select(contract => (contract.Id, contract.BaseUrl, contract.Release)).Should().Equal(
            ("rocketchat", mock.Server.AddressOf("rocketchat"), Plans.Of("rocketchat").Release),
            ("edin", mock.Server.AddressOf("edin"), null));
        contracts[0].Operations.Select(operation => operation.Id)
            .Should().Equal(Plans.Of("rocketchat").Contract.Operations.Select(operation => operation.Id));

        var variants = await mock.Admin.ListVariantsAsync("edin", "logout");
        variants.Select(variant => variant.Variant).Should().Equal(
            Plans.Of("edin").Variants.Where(variant => variant.Operation is "logout").Select(variant => variant.Name));
        variants.Should().OnlyContain(variant => variant.Curl.Contains(mock.Server.AddressOf("edin").Authority));
        (await mock.Admin.ListVariantsAsync())
            .Should().HaveCount(Plans.Of("edin").Variants.Count() + Plans.Of("rocketchat").Variants.Count());
    }

    [Test]
    public async Task A_session_is_opened_ended_expired_and_forgotten()
    {
        await using var mock = await SteeredMock.StartAsync("edin");
        var plan = Plans.Of("edin");
        var opened = await mock.Admin.OpenSessionAsync("edin", "alice");
        var credential = opened.Values["SID"];
        opened.User.Should().Be("alice");
        (await IsLive()).Should().BeTrue();
        var listed = (await mock.Admin.ListSessionsAsync("edin")).Sessions.Where(session => session.User is "alice")
            .Should().ContainSingle().Subject;
        listed.Credential.Should().StartWith("sha256:").And.NotContain(credential);
        listed.State.Should().Be(SessionState.Active);

        var ended = await mock.Admin.EndSessionAsync("edin", credential);
        ended.Should().Be(new ChangedSession("edin", listed.Credential, SessionState.Ended));
        (await IsLive()).Should().BeFalse();
        (await mock.Admin.EndSessionAsync("edin", credential)).State.Should().Be(SessionState.Ended, "it had ended before");
        (await mock.Admin.ExpireSessionAsync("edin", credential)).State.Should().Be(SessionState.Ended, "an ended session stays ended");

        var other = (await mock.Admin.OpenSessionAsync("edin")).Values["SID"];
        (await mock.Admin.ExpireSessionAsync("edin", other)).State.Should().Be(SessionState.Expired);
        (await mock.Admin.ListSessionsAsync("edin", SessionState.Expired)).Sessions
            .Should().OnlyContain(session => session.State == SessionState.Expired).And.NotBeEmpty();
        (await mock.Admin.ForgetSessionAsync("edin", other)).State.Should().BeNull();
        var again = () => mock.Admin.ForgetSessionAsync("edin", other);
        (await again.Should().ThrowAsync<AdminException>()).Which.Status.Should().Be(HttpStatusCode.NotFound);
        var page = await mock.Admin.ListSessionsAsync(limit: 1);
        page.Sessions.Should().ContainSingle();
        page.Count.Should().BeGreaterThan(1);

        async Task<bool> IsLive()
        {
            var reply = await mock.SendAsync("edin", RenderedRequest.Of(plan.Live.Variant.Request, hole => opened.Values[hole.Name]));
            return reply.Status == plan.Live.Answer!.Status;
        }
    }

    [Test]
    public async Task A_session_of_two_credentials_works_as_one_that_was_logged_in()
    {
        await using var mock = await SteeredMock.StartAsync("rocketchat");
        var plan = Plans.Of("rocketchat");
        var opened = await mock.Admin.OpenSessionAsync("rocketchat");
        var request = RenderedRequest.Of(plan.Live.Variant.Request, hole => opened.Values[hole.Name]);
        (await mock.SendAsync("rocketchat", request)).Status.Should().Be(200);
        await mock.Admin.EndSessionAsync("rocketchat", opened.Values["authToken"]);
        (await mock.SendAsync("rocketchat", request)).Status.Should().Be(401);
    }

    [Test]
    public async Task Ten_minutes_pass_in_no_time_and_come_back_with_a_reset()
    {
        await using var mock = await SteeredMock.StartAsync("edin");
        var plan = Plans.Of("edin");
        var opened = await mock.Admin.OpenSessionAsync("edin");
        var request = RenderedRequest.Of(plan.Live.Variant.Request, hole => opened.Values[hole.Name]);
        (await mock.SendAsync("edin", request)).Status.Should().Be(plan.Live.Answer!.Status);
        var before = await mock.Admin.ReadClockAsync();
        before.Ahead.Should().Be(TimeSpan.Zero);

        var after = await mock.Admin.AdvanceClockAsync(TimeSpan.FromMinutes(11));
        after.Ahead.Should().Be(TimeSpan.FromMinutes(11));
        (after.Now - before.Now).Should().BeGreaterThanOrEqualTo(TimeSpan.FromMinutes(11));
        (await mock.SendAsync("edin", request)).Status.Should().Be(plan.Dead.Answer!.Status);

        await mock.Admin.ResetAsync();
        (await mock.Admin.ReadClockAsync()).Ahead.Should().Be(TimeSpan.Zero);
    }

    [Test]
    public async Task A_reset_puts_everything_back()
    {
        await using var mock = await SteeredMock.StartAsync("laravel", "edin");
        var sessions = await CountsAsync();
        var opened = await mock.Admin.OpenSessionAsync("edin");
        await mock.Admin.ForceAsync("edin", "logout", "no-session");
        await mock.Admin.AddFaultAsync("laravel", FaultKind.Reset);
        await mock.Admin.AdvanceClockAsync(TimeSpan.FromDays(1));
        await mock.SendAsync("edin", new("GET", "/bdoc/logout", [], null));

        await mock.Admin.ResetAsync();
        (await CountsAsync()).Should().Equal(sessions);
        (await mock.Admin.ListForcedAsync()).Should().BeEmpty();
        (await mock.Admin.ListFaultsAsync()).Should().BeEmpty();
        (await mock.Admin.ReadClockAsync()).Ahead.Should().Be(TimeSpan.Zero);
        (await mock.Admin.CountJournalAsync()).Should().Be(new JournalCount(0, 0));
        var end = () => mock.Admin.EndSessionAsync("edin", opened.Values["SID"]);
        await end.Should().ThrowAsync<AdminException>().WithMessage("There is no such session: *");

        async Task<List<long>> CountsAsync() =>
            [(await mock.Admin.ListSessionsAsync("edin")).Count, (await mock.Admin.ListSessionsAsync("laravel")).Count];
    }

    [Test]
    public async Task What_is_taken_back_twice_is_not_there_the_second_time()
    {
        await using var mock = await SteeredMock.StartAsync("edin");
        var forced = await mock.Admin.ForceAsync("edin", "logout", "no-session", Trigger.EveryNth(3));
        var fault = await mock.Admin.AddFaultAsync(
            "edin", FaultKind.Delay, "logout", TimeSpan.FromMilliseconds(1), Trigger.ShareOf(0.5, seed: 7));
        (await mock.Admin.ListForcedAsync()).Should().Equal(forced);
        (await mock.Admin.ListFaultsAsync()).Should().Equal(fault);
        forced.Should().Be(new ForcedAnswer(forced.Id, "edin", "logout", "no-session", null, null, 3, null, null, 0, 0));
        fault.Should().Be(new AddedFault(
            fault.Id, "edin", "logout", FaultKind.Delay, TimeSpan.FromMilliseconds(1), FaultTiming.Before, null, null, 0.5, 7, 0, 0));

        var asFault = () => mock.Admin.TakeBackFaultAsync(forced.Id);
        await asFault.Should().ThrowAsync<AdminException>("it is not a fault");
        await mock.Admin.TakeBackForcedAsync(forced.Id);
        var again = () => mock.Admin.TakeBackForcedAsync(forced.Id);
        await again.Should().ThrowAsync<AdminException>();
        (await mock.Admin.ListForcedAsync()).Should().BeEmpty();
        await mock.Admin.ClearForcedAsync();
        (await mock.Admin.ListFaultsAsync()).Should().ContainSingle("clearing forced answers leaves the faults");
        await mock.Admin.ClearFaultsAsync();
        await mock.Admin.ClearFaultsAsync();
        (await mock.Admin.ListFaultsAsync()).Should().BeEmpty();
    }

    [TestCase("unknown-path", "GET", "/__admin/jurnal", null)]
    [TestCase("wrong-method", "PUT", "/__admin/force", null)]
    [TestCase("wrong-method-of-an-old-path", "GET", "/reset", null)]
    [TestCase("no-json", "POST", "/__admin/force", "{\"contract\": rocketchat}")]
    [TestCase("no-body", "POST", "/__admin/force", "")]
    [TestCase("no-object", "POST", "/__admin/clock/advance", "\"PT10M\"")]
    [TestCase("half-a-character", "POST", "/__admin/sessions", "{\"contract\": \"\\ud800\"}")]
    [TestCase("all-missing", "POST", "/__admin/faults", "{}")]
    [TestCase(
        "unknown-contract", "POST", "/__admin/force", "{\"contract\": \"rocketchta\", \"operation\": \"logout\", \"variant\": \"x\"}")]
    [TestCase(
        "unknown-operation", "POST", "/__admin/force",
        "{\"contract\": \"rocketchat\", \"operation\": \"logoutMySesion\", \"variant\": \"rate-limited\"}")]
    [TestCase("unknown-variant", "POST", "/__admin/force", "{\"contract\": \"edin\", \"operation\": \"logout\", \"variant\": \"replai\"}")]
    [TestCase("unknown-kind", "POST", "/__admin/sessions", "{\"contract\": \"symphony\", \"kind\": \"nobody\"}")]
    [TestCase(
        "many-at-once", "POST", "/__admin/faults",
        "{\"contract\": \"edni\", \"kind\": \"hung\", \"by\": \"soon\", \"next\": 0, \"every\": 1.5, "
            + "\"sahre\": 2, \"contract\": \"edin\"}")]
    [TestCase(
        "occasions", "POST", "/__admin/force",
        "{\"contract\": \"edin\", \"variant\": \"no-session\", \"next\": 1, \"every\": 2, \"seed\": 1}")]
    [TestCase("by-without-delay", "POST", "/__admin/faults", "{\"contract\": \"edin\", \"kind\": \"hang\", \"by\": \"PT1S\"}")]
    [TestCase("backwards", "POST", "/__admin/clock/advance", "{\"by\": \"-PT10M\"}")]
    [TestCase("a-month", "POST", "/__admin/clock/advance", "{\"by\": \"P1M\"}")]
    [TestCase("too-far", "POST", "/__admin/clock/advance", "{\"by\": \"P36501D\"}")]
    [TestCase("bad-query", "GET", "/__admin/journal?contract=edin&operation=log-out&status=ok&limit=0&page=2&after=-1", null)]
    [TestCase("no-such-session", "POST", "/__admin/sessions/end", "{\"contract\": \"edin\", \"credential\": \"sha256:00000000…\"}")]
    [TestCase("no-such-id", "DELETE", "/__admin/faults/edin-fault-1", "")]
    public async Task An_error_says_all_that_is_wrong_and_what_there_is(string name, string method, string path, string? body)
    {
        await using var mock = await SteeredMock.StartAsync("edin", "rocketchat", "symphony");
        using var request = new HttpRequestMessage(new HttpMethod(method), path)
        {
            Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"),
        };
        using var response = await mock.Raw.SendAsync(request);
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        var allow = response.Content.Headers.Allow.Count > 0 ? $"Allow: {string.Join(", ", response.Content.Headers.Allow)}\n" : "";
        await Testing.Snapshot.Verify(
            $"{(int)response.StatusCode}\n{allow}{await response.Content.ReadAsStringAsync()}", $"AdminApi.{name}");
    }

    [Test]
    public async Task A_refused_request_changes_nothing()
    {
        await using var mock = await SteeredMock.StartAsync("edin");
        var bad = () => mock.Admin.ForceAsync("edin", "logout", "replay", Trigger.NextFew(0));
        var thrown = (await bad.Should().ThrowAsync<AdminException>()).Which;
        thrown.Title.Should().Be("The request is invalid");
        thrown.Detail.Should().Be("'next' must be a whole number from 1 to 2147483647.");
        thrown.Errors.Should().Equal(new FieldError("next", thrown.Detail));
        (await mock.Admin.ListForcedAsync()).Should().BeEmpty();
    }

    [Test]
    public async Task With_a_token_only_who_has_it_gets_in()
    {
        await using var mock = await SteeredMock.StartAsync(["edin"], token: "let me in");
        foreach (var wrong in new[] { null, "let me", "let me in ", "LET ME IN", "let me in!" })
        {
            using var stranger = new MockAdminClient(mock.Server.AdminAddress!, wrong is "let me in " ? "let me ni" : wrong);
            var read = () => stranger.ListContractsAsync();
            (await read.Should().ThrowAsync<AdminException>()).Which.Status.Should().Be(HttpStatusCode.Unauthorized);
            (await stranger.IsHealthyAsync()).Should().BeTrue("health checks need no token");
        }

        using var basic = new HttpRequestMessage(HttpMethod.Post, "/reset")
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Basic", "let me in") },
        };
        using var refused = await mock.Raw.SendAsync(basic);
        refused.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        refused.Headers.WwwAuthenticate.ToString().Should().Be("Bearer");
        await Testing.Snapshot.Verify(await refused.Content.ReadAsStringAsync(), "AdminApi.no-token");
        (await mock.Admin.ListContractsAsync()).Should().ContainSingle();
    }

    [TestCase("Origin", "http://evil.example", "from-a-page")]
    [TestCase("Origin", "null", null)]
    [TestCase("Host", "evil.example:9100", "foreign-host")]
    [TestCase("Host", "localhost.evil.example", null)]
    [TestCase("Host", "127.0.0.1.evil.example", null)]
    [TestCase("Host", "10.0.0.1", null)]
    public async Task Web_pages_are_kept_out(string header, string value, string? snapshot)
    {
        await using var mock = await SteeredMock.StartAsync("edin");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/__admin/reset");
        request.Headers.TryAddWithoutValidation(header, value);
        using var response = await mock.Raw.SendAsync(request);
        response.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        response.Headers.Should().NotContain(sent => sent.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
        if (snapshot is not null)
            await Testing.Snapshot.Verify(await response.Content.ReadAsStringAsync(), $"AdminApi.{snapshot}");
    }

    [TestCase("localhost:9100")]
    [TestCase("LOCALHOST")]
    [TestCase("127.1.2.3")]
    [TestCase("[::1]:9100")]
    public async Task This_machine_has_many_names(string host)
    {
        await using var mock = await SteeredMock.StartAsync("edin");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/__admin/health") { Headers = { Host = host } };
        using var response = await mock.Raw.SendAsync(request);
        response.StatusCode.Should().Be(HttpStatusCode.OK);
    }
}
