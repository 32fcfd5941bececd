using LogoutContracts.ClientAudit.Checks;
using LogoutContracts.ClientAudit.Clients;
using LogoutContracts.ClientAudit.Judging;
using LogoutContracts.ClientAudit.Observing;
using LogoutContracts.ClientAudit.Scenarios;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Tests.ClientAudits;

/// <summary>The checks, on runs that nobody has to wait for: what is a finding, and what is nearly one.</summary>
public sealed class ClientChecks
{
    private static RunBuilder Run(string scenario = "success") => new RunBuilder(scenario).Login(0).Call(10);

    [Test]
    public void C0_wants_a_session_used_and_ended()
    {
        Findings("C0", Run().Logout(20)).Should().BeEmpty();
        Findings("C0", Run()).Single().Should().StartWith("A session was used, but no logout ended it.");
        Findings("C0", new RunBuilder().Login(0).Logout(20)).Single().Should().StartWith("A session was ended, but no call used it");
        Findings("C0", new RunBuilder().Login(0)).Single().Should()
            .Be("No live session was used or ended. The requests: POST /login got 200.");
        Findings("C0", new RunBuilder()).Single().Should().EndWith("No request came.");
        Findings("C0", Run().Logout(20, token: RunBuilder.Other)).Single().Should().Contain("is not the one that was used");
    }

    [Test]
    public void C1_counts_calls_later_than_the_grace_only()
    {
        Findings("C1", Run().Logout(20).Call(21 + 251, status: 401)).Single().Should().Be(
            "POST /logout was answered with 200, which declares the token dead. 0.251 s later, the client sent GET /me with it.");
        Findings("C1", Run().Logout(20).Call(21 + 250, status: 401)).Should().BeEmpty();
        Remarks("C1", Run().Logout(20).Call(21 + 250, status: 401)).Single().Should().EndWith("it may have been on its way.");
        Remarks("C1", Run().Logout(20, takes: 500).Call(400)).Should().BeEmpty("it came before the answer");
    }

    [Test]
    public void C1_counts_the_same_token_only()
    {
        Findings("C1", Run().Logout(20).Login(500, RunBuilder.Other).Call(600, RunBuilder.Other)).Should().BeEmpty();
        Findings("C1", Run().Logout(20).Call(600, RunBuilder.Renewed)).Should().ContainSingle("the session is dead, whatever its token");
        Findings("C1", Run().Call(20, status: 401).Call(600, RunBuilder.Renewed)).Should().BeEmpty("only one token was refused");
    }

    [Test]
    public void C1_allows_a_logout_after_a_refused_call()
    {
        Findings("C1", Run("ended-elsewhere").Call(20, status: 401).Logout(600, status: 401)).Should().BeEmpty();
        Findings("C1", Run("ended-elsewhere").Call(20, status: 401).Call(600, status: 401)).Should().ContainSingle();
        Findings("C1", Run().Logout(20).Logout(600, status: 401)).Should().ContainSingle("the first one succeeded");
    }

    [Test]
    public void C2_allows_nothing_but_another_logout_after_a_failed_one()
    {
        Findings("C2", Run("500").Logout(20, status: 500).Call(600)).Single().Should().Be(
            "The logout (POST /logout) got 500. 0.579 s later, the client sent GET /me with the same token.");
        Findings("C2", Run("500").Logout(20, status: 500).Logout(600, status: 500)).Should().BeEmpty();
        Findings("C2", Run("500").Logout(20, status: 500).Call(200)).Should().BeEmpty("it may have been on its way");
        Findings("C2", Run("500").Logout(20, status: 500).Renewal(600)).Should().BeEmpty("a renewal may serve the next logout");
        Findings("C2", Run("500").Logout(20, status: 500).Login(600, RunBuilder.Other).Call(700, RunBuilder.Other)).Should().BeEmpty();
        Findings("C2", Run("401").Logout(20, status: 401).Call(600)).Should().BeEmpty("that is C1");
        Findings("C2", Run("reset-after").Reset(20).Call(600, status: 401).Call(1200, status: 401)).Should().ContainSingle();
    }

    [Test]
    public void C2_tells_nothing_unless_the_client_keeps_its_login()
    {
        var check = ClientCheckCatalog.Find("C2")!;
        check.NotApplicable(Run().Logout(20)).Should().StartWith("no logout failed");
        check.NotApplicable(Run("500").Logout(20, status: 500).Login(600, RunBuilder.Other).Call(700, RunBuilder.Other, isAgain: true))
            .Should().StartWith("a second run logs in again");
        check.NotApplicable(Run("500").Logout(20, status: 500).Call(600, isAgain: true)).Should().BeNull("it uses the old token");

        RunObservation steps = new RunBuilder("500").Login(0, step: ClientStep.Login).Call(10, step: ClientStep.Call)
            .Logout(20, status: 500);
        check.NotApplicable(steps with { HasSteps = true }).Should().BeNull("the call has the token of the login's run");
        RunObservation own = new RunBuilder("500").Login(0, step: ClientStep.Login)
            .Login(10, RunBuilder.Other, ClientStep.Call).Call(15, RunBuilder.Other, step: ClientStep.Call).Logout(20, status: 500);
        check.NotApplicable(own with { HasSteps = true }).Should().StartWith("the call does not use the login");
    }

    [Test]
    public void C3_allows_three_attempts_and_one_resend_after_each_reset()
    {
        Findings("C3", Run("500").Logout(20, 500).Logout(600, 500).Logout(1200, 500)).Should().BeEmpty();
        Findings("C3", Run("500").Logout(20, 500).Logout(600, 500).Logout(1200, 500).Logout(1800, 500)).Single()
            .Should().Be("The client sent POST /logout 4 times with the same token.");
        var resent = Run("reset-before").Reset(20).Reset(22).Reset(600).Reset(602).Reset(1200).Reset(1202);
        Findings("C3", resent).Should().BeEmpty();
        Remarks("C3", resent).Single().Should().Contain("HTTP libraries do that");
        Findings("C3", Run("reset-before").Reset(20).Reset(22).Reset(24).Reset(26).Reset(28).Reset(30).Reset(32))
            .Should().ContainSingle("a resend of a resend is an attempt");
    }

    [Test]
    public void C3_allows_one_more_with_a_renewed_token_after_a_refusal()
    {
        Findings("C3", Run("404").Logout(20, 404).Logout(600, 404)).Single().Should().EndWith("sent it again with the same token.");
        Findings("C3", Run("404").Logout(20, 404).Logout(100, 404)).Should().BeEmpty("it may have been on its way");
        Findings("C3", Run("401").Logout(20, 401).Logout(600, 401, RunBuilder.Renewed)).Should().BeEmpty();
        Findings("C3", Run("401").Logout(20, 401).Logout(600, 401, RunBuilder.Renewed).Logout(1200, 401, RunBuilder.Renewed))
            .Should().NotBeEmpty();
        Findings("C3", Run("429-hour").Logout(20, 429).Logout(600, 429)).Should().BeEmpty("that is C4");
        Findings("C3", Run("404").Logout(20, 404).Login(500, RunBuilder.Other).Logout(600, 404, RunBuilder.Other)).Should().BeEmpty();
    }

    [Test]
    public void C4_wants_the_wait_that_the_answer_asks_for()
    {
        Findings("C4", Run("429-seconds").Logout(20, 429).Logout(1021, 429)).Single().Should()
            .Be("POST /logout got 429 and should wait for 2 s. 1 s later, it was sent again.");
        Findings("C4", Run("429-seconds").Logout(20, 429).Logout(2021, 429)).Should().BeEmpty();
        Findings("C4", Run("429-seconds").Logout(20, 429).Logout(1800, 429)).Should().BeEmpty("timers are coarse");
        Findings("C4", Run("429-hour").Logout(20, 429).Logout(2021, 429)).Should().ContainSingle();
        Findings("C4", Run("429-date").Logout(20, 429).Logout(2021, 429)).Should().ContainSingle();
        ClientCheckCatalog.Find("C4")!.NotApplicable(Run("500")).Should().Be("no answer had Retry-After");
    }

    [Test]
    public void C5_wants_the_token_nowhere_else()
    {
        RunObservation run = Run().Logout(20);
        Findings("C5", run).Should().BeEmpty();
        Findings("C5", run with { Printed = [RunBuilder.Token] }).Single().Should().Be("The client printed the token.");
        Findings("C5", run with { Elsewhere = [run.Calls[1]] }).Single().Should().Contain("sent it the token in GET /me");
        Findings("C5", run with { Elsewhere = [run.Calls[1] with { Tokens = [] }] }).Should().BeEmpty("it followed without the token");
        Findings("C5", Run().Add(15, call => call with { Text = "GET /x", InUrl = [RunBuilder.Token] })).Single()
            .Should().Be("GET /x has the token in its URL, where the contract does not want it.");
    }

    [Test]
    public void C6_wants_an_end_if_the_client_ends_otherwise()
    {
        RunObservation run = Run("hang-before").Reset(20);
        Findings("C6", run).Should().BeEmpty();
        Findings("C6", run with { Unended = ClientStep.All }).Single().Should().Contain("had not ended after 30 s");
        ScenarioOutcome.Violations(ClientCheckCatalog.Find("C6")!, run with { Unended = ClientStep.All, EndsOtherwise = false })
            .Should().BeEmpty();
        RunObservation other = Run("429-hour").Logout(20, 429);
        Remarks("C6", other with { Unended = ClientStep.All }).Single().Should()
            .Be("The client had not ended after 30 s, and was stopped.");
    }

    [Test]
    public void A_finding_must_recur()
    {
        RunObservation bad = Run("500").Logout(20, 500).Call(600), good = Run("500").Logout(20, 500);
        var check = ClientCheckCatalog.Find("C2")!;
        Case(new(bad.Scenario, bad, bad)).Should().Match<ReportCase>(each =>
            each.Outcome == Outcome.Failed && each.Reason.StartsWith("In '500': The logout", StringComparison.Ordinal)
            && each.Steps.Count == 2 && each.Problems.Count == 1);
        Case(new(bad.Scenario, bad, good)).Should().Match<ReportCase>(each =>
            each.Outcome == Outcome.Inconclusive && each.Reason.StartsWith("Only one of two runs showed it.", StringComparison.Ordinal));
        Case(new(good.Scenario, good, null)).Outcome.Should().Be(Outcome.NotApplicable);
        CheckVerdict.Of(check, [], new("f", 1, 1), isComplete: false).Outcome.Should().Be(Outcome.Inconclusive);

        ReportCase Case(ScenarioOutcome outcome) => CheckVerdict.Of(check, [outcome], new("f", 1, 1), isComplete: true);
    }

    [Test]
    public void Checks_and_scenarios_have_stable_ids_and_say_what_to_do()
    {
        ClientCheckCatalog.All.Select(check => check.Id).Should().Equal("C0", "C1", "C2", "C3", "C4", "C5", "C6");
        ClientCheckCatalog.All.Should()
            .OnlyContain(check => check.Must.EndsWith('.') && check.Rule.Why.Length > 0 && check.Rule.Fix.Length > 0);
        ScenarioCatalog.All(new()).Select(scenario => scenario.Name).Should().Equal(
            "success", "401", "404", "429-seconds", "429-hour", "429-date", "500", "503", "slow", "redirect", "hang-before", "hang-after",
            "reset-before", "reset-after", "truncation-before", "truncation-after", "ended-elsewhere", "renewed-elsewhere");
    }

    private static List<string> Findings(string check, RunObservation run) => Judge(check, run, isRemark: false);

    private static List<string> Remarks(string check, RunObservation run) => Judge(check, run, isRemark: true);

    private static List<string> Judge(string check, RunObservation run, bool isRemark) =>
        [.. ClientCheckCatalog.Find(check)!.Judge(run).Where(finding => finding.IsRemark == isRemark).Select(finding => finding.Text)];
}
