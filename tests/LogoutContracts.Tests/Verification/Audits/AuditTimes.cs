using LogoutContracts.MockServer;
using LogoutContracts.Tests.Support;
using LogoutContracts.Verification.Audit;
using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;

namespace LogoutContracts.Tests.Verification.Audits;

/// <summary>Audits that allow more or less time than a mock whose tokens die three seconds after the logout.</summary>
public sealed class AuditTimes
{
    [Test]
    public async Task A_token_that_dies_in_time_has_no_finding()
    {
        var section = await AuditAsync(TimeSpan.FromSeconds(5));
        section.Cases.Where(each => each.Outcome == Outcome.Failed).Select(each => $"{each.Id} {each.Reason}").Should().BeEmpty();
        Latency(section).Steps[^1].Comparisons[^1].Should().Be(
            new Comparison("the token on 'listMySessions'", "dead 3 seconds after the logout", "dead 3 seconds after the logout"));
    }

    [Test]
    public async Task A_token_that_dies_too_late_is_found()
    {
        var section = await AuditAsync(TimeSpan.FromSeconds(2));
        Latency(section).Outcome.Should().Be(Outcome.Failed);
        Latency(section).Reason.Should().Be(
            "On 'getMe', the token was refused only 3 seconds after the logout. It should be dead within 2 seconds. On " +
            "'listMySessions', the token was refused only 3 seconds after the logout. It should be dead within 2 seconds.");
    }

    [Test]
    public async Task Where_no_time_is_allowed_it_must_be_dead_at_once()
    {
        var section = await AuditAsync(TimeSpan.Zero);
        Latency(section).Reason.Should().StartWith(
            "On 'getMe', the token was refused only 3 seconds after the logout. It should be dead at once.");
    }

    private static ReportCase Latency(ReportSection section) => section.Cases.Single(each => each.Id is "T18");

    private static async Task<ReportSection> AuditAsync(TimeSpan allowed)
    {
        var (plan, clock) = (Plans.Of("rocketchat"), new JumpingClock());
        await using var server = await LogoutMockServer.StartAsync(
            [plan],
            new()
            {
                PortOf = _ => 0,
                AdminPort = null,
                Clock = clock,
                AppliesRateLimits = false,
                Flaws = [FlawCatalog.Find("dies-later")!],
            });
        using var wire = new RawHttpClient();
        return await new Auditor(plan).RunAsync(
            new(server.BaseAddress, TargetKind.Mock), wire, new() { Clock = clock, MaxLatency = allowed });
    }
}
