using LogoutContracts.MockServer;
using LogoutContracts.Tests.Support;
using LogoutContracts.Verification.Audit;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;

namespace LogoutContracts.Tests.Verification.Audits;

/// <summary>Audits of a contract whose logout leaves the access token alive until its lifetime is over.</summary>
public sealed class LogoutWindows
{
    private const string Outlives =
        "After the logout, the accessToken still works 60 minutes after it was issued. By the contract, it should be dead.";

    [Test]
    public async Task An_access_token_that_keeps_to_its_lifetime_has_no_finding()
    {
        var section = await AuditAsync(flaw: null, movesClock: true, later: default);
        Outcomes(section, "T1", "T10", "T18", "T27").Should().Equal(Outcome.Passed, Outcome.Passed, Outcome.Passed, Outcome.Passed);
        CaseOf(section, "T1").Remarks.Should().Contain(remark => remark.StartsWith(
            "By the contract, the logout ends the refreshToken, and the accessToken works until 60 minutes after it was issued.",
            StringComparison.Ordinal));
        CaseOf(section, "T18").Steps[^1].Comparisons.Should().ContainSingle().Which.Actual.Should().Be("dead");
    }

    [Test]
    public async Task One_that_outlives_it_is_found()
    {
        var section = await AuditAsync("outlives-lifetime", movesClock: true, later: default);
        CaseOf(section, "T18").Outcome.Should().Be(Outcome.Failed);
        CaseOf(section, "T18").Reason.Should().Be(Outlives);
        Outcomes(section, "T1", "T10", "T27").Should().Equal(Outcome.Passed, Outcome.Passed, Outcome.Passed);
    }

    [TestCase(null, Outcome.Passed)]
    [TestCase("outlives-lifetime", Outcome.Failed)]
    public async Task Without_a_clock_the_audit_waits_as_long_as_it_may(string? flaw, Outcome expected)
    {
        var section = await AuditAsync(flaw, movesClock: false, later: TimeSpan.FromHours(1));
        CaseOf(section, "T18").Outcome.Should().Be(expected);
    }

    [Test]
    public async Task A_lifetime_that_is_too_long_to_wait_for_is_a_remark()
    {
        var section = await AuditAsync("outlives-lifetime", movesClock: false, later: TimeSpan.FromMinutes(1));
        CaseOf(section, "T18").Outcome.Should().Be(Outcome.Passed);
        CaseOf(section, "T18").Remarks.Should().Contain(
            "By the contract, the accessToken works until 60 minutes after it was issued. To see that it is dead then, add --later 3600s.");
    }

    [Test]
    public async Task A_refresh_token_that_survives_the_logout_is_found()
    {
        var section = await AuditAsync("token-survives", movesClock: true, later: default);
        CaseOf(section, "T1").Outcome.Should().Be(Outcome.Failed);
    }

    [Test]
    public async Task An_access_token_that_dies_with_the_logout_is_a_remark()
    {
        // The server has reference tokens, and the audit expects self-contained ones.
        var section = await AuditAsync(flaw: null, movesClock: true, later: default, served: "reference");
        CaseOf(section, "T18").Outcome.Should().Be(Outcome.Passed, CaseOf(section, "T18").Reason);
        CaseOf(section, "T18").Remarks.Should().Contain("The accessToken died with the logout, sooner than the contract says.");
    }

    private static ReportCase CaseOf(ReportSection section, string id) =>
        section.Cases.Single(each => string.Equals(each.Id, id, StringComparison.Ordinal));

    private static IEnumerable<Outcome> Outcomes(ReportSection section, params string[] ids) =>
        ids.Select(id => CaseOf(section, id).Outcome);

    private static async Task<ReportSection> AuditAsync(string? flaw, bool movesClock, TimeSpan later, string served = "jwt")
    {
        var (plan, clock) = (Plans.Of("oauth2", "jwt"), new JumpingClock());
        await using var server = await LogoutMockServer.StartAsync(
            [Plans.Of("oauth2", served)],
            new()
            {
                PortOf = _ => 0,
                AdminPort = null,
                Clock = clock,
                Flaws = flaw is null ? [] : [FlawCatalog.Find(flaw)!],
            });
        using var wire = new RawHttpClient();
        var target = new Target(server.BaseAddress, TargetKind.Live);
        return await new Auditor(plan).RunAsync(
            movesClock ? target.WithClock(clock.Advance) : target, wire, new() { Clock = clock, Later = later });
    }
}
