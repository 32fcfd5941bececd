using System.Text.RegularExpressions;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Flaws;
using LogoutContracts.Tests.Support;
using LogoutContracts.Verification.Audit;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;

namespace LogoutContracts.Tests.Verification.Audits;

/// <summary>An audit reports faults of the target only, each by the check that is about it.</summary>
public sealed partial class AuditFairness
{
    /// <summary>Real servers add a charset and further properties to their responses.</summary>
    [TestCase("laravel")]
    [TestCase("rocketchat")]
    public async Task Answers_that_differ_in_form_hide_nothing(string contract)
    {
        var other = Flaw.Of("other-form", "T0", contract, "Answers with a charset, and with more than the contract shows.",
            static async (call, answer) =>
            {
                await answer();
                if (call.Response.Headers.ContentType.ToString() is not "application/json")
                    return;
                call.Response.Headers.ContentType = "application/json; charset=utf-8";
                if (call.Text.StartsWith('{'))
                    call.Replace($"{{\"more\":{{\"than\":\"documented\"}}{(call.Text.TrimEnd().Length > 2 ? "," : "")}{call.Text[1..]}");
            });
        var (plain, different) = (await AuditAsync(Plans.Of(contract), null), await AuditAsync(Plans.Of(contract), other));
        different.Cases.Select(Line).Should().Equal(plain.Cases.Select(Line));
        different.Remarks.Should().NotBeEmpty();
    }

    [Test]
    public async Task A_target_that_a_request_ends_is_a_finding_that_names_the_request()
    {
        LogoutMockServer? server = null;
        var dying = Flaw.Of("dies-on-put", "T8", "laravel", "PUT on the logout's path ends the server.", async (call, answer) =>
        {
            if (call is { IsOnLogoutPath: true, Request.Method: "PUT" })
                await StopListeningAsync(server!, call);
            await answer();
        });
        var section = await AuditAsync(Plans.Of("laravel"), dying, started => server = started);
        section.Cases.Single(each => each.Id is "T8").Should().BeEquivalentTo(
            new { Outcome = Outcome.Failed }, "{0}", section.Cases.Single(each => each.Id is "T8").Reason);
        section.Cases.Single(each => each.Id is "T8").Reason.Should().MatchRegex(
            "^After PUT /[^ ]+ \\(PUT on the logout's path\\), the target no longer accepts connections");

        // T9 runs before T8.
        section.Cases.SkipWhile(each => each.Id is not "T8").Skip(2).Where(each => each.Outcome != Outcome.NotApplicable)
            .Should().OnlyContain(
                each => each.Outcome == Outcome.Inconclusive
                && each.Reason.StartsWith("The target no longer accepts connections since PUT /", StringComparison.Ordinal));
    }

    /// <summary>Some servers, such as Parse, include the token in the response about the current user.</summary>
    [Test]
    public async Task A_token_that_the_contract_itself_puts_into_a_response_is_a_remark()
    {
        using var specs = new OwnSpecs().With("own", "laravel");
        specs.Edit("own", ("name: name 1\n", "name: '{caller.token}'\n"));
        var leak = (await AuditAsync(specs.Plan("own"), null)).Cases.Single(each => each.Id is "T3");
        leak.Outcome.Should().Be(Outcome.Passed, leak.Reason);
        leak.Remarks.Should().ContainSingle(
            remark => remark.EndsWith("has the token in its body, as the contract says.", StringComparison.Ordinal));
    }

    [Test]
    public async Task A_logout_without_effect_is_one_finding_with_its_consequences()
    {
        var section = await AuditAsync(Plans.Of("laravel"), FlawCatalog.Find("token-survives"));
        section.Cases.Where(each => each.Outcome == Outcome.Failed).Select(each => each.Id).Should().Equal("T1");
        var blind = section.Cases.Where(each => each.Outcome == Outcome.Inconclusive).Select(each => each.Id).ToList();
        blind.Should().Contain(["T6", "T8", "T9", "T16", "T17", "T18", "T19", "T21", "T27"]);
        section.Cases.Single(each => each.Id is "T1").Reason.Should().EndWith($"Consequences: {string.Join(", ", blind)}: cannot tell.");
    }

    [Test]
    public async Task Findings_with_one_cause_are_one_finding()
    {
        var section = await AuditAsync(Plans.Of("laravel"), FlawCatalog.Find("second-logout-500"));
        section.Cases.Where(each => each.Outcome == Outcome.Failed).Select(each => each.Id).Should().Equal("T16");
        section.Cases.Single(each => each.Id is "T16").Reason.Should().Contain("Consequences: T17: Of 8 logouts at once, one got 500.");
        section.Cases.Single(each => each.Id is "T17").Reason.Should().Be("The same problem as in T16; see there.");
    }

    private static string Line(ReportCase each) => $"{each.Id} {each.Outcome} {Number().Replace(each.Reason, "…")}";

    private static async Task StopListeningAsync(LogoutMockServer server, FlawedCall call)
    {
        // Stopping waits for the current call to end, so awaiting it here would be a deadlock.
        _ = Task.Run(async () => await server.DisposeAsync());
        while (await AcceptsAsync(server.BaseAddress))
            await Task.Yield();
        call.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestLifetimeFeature>()!.Abort();
    }

    private static async Task<bool> AcceptsAsync(Uri address)
    {
        using var client = new System.Net.Sockets.TcpClient();
        try
        {
            await client.ConnectAsync(address.Host, address.Port);
            return true;
        }
        catch (System.Net.Sockets.SocketException)
        {
            return false;
        }
    }

    private static async Task<ReportSection> AuditAsync(MockPlan plan, Flaw? flaw, Action<LogoutMockServer>? started = null)
    {
        var clock = new JumpingClock();
        await using var server = await LogoutMockServer.StartAsync(
            [plan],
            new() { PortOf = _ => 0, AdminPort = null, Clock = clock, AppliesRateLimits = false, Flaws = flaw is null ? [] : [flaw] });
        started?.Invoke(server);
        using var wire = new RawHttpClient();
        return await new Auditor(plan).RunAsync(
            new(server.BaseAddress, TargetKind.Live), wire,
            new() { Clock = clock, OpenForeign = (kind, _) => Task.FromResult(server.Sessions.Open("somebody else", kind)) });
    }

    [GeneratedRegex(@"\d+ characters")]
    private static partial Regex Number();
}
