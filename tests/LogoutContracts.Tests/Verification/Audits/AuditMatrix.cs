using System.Text;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Flaws;
using LogoutContracts.MockServer.Tls;
using LogoutContracts.Testing;
using LogoutContracts.Tests.Support;
using LogoutContracts.Verification.Audit;
using LogoutContracts.Verification.Audit.Checks;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;

namespace LogoutContracts.Tests.Verification.Audits;

/// <summary>
/// Runs all checks against all flaws and against sound mocks: each flaw must fail its check, and a sound mock must fail none.
/// </summary>
public sealed class AuditMatrix
{
    private static readonly string[] SoundReleases = [.. Plans.All
        .SelectMany(plan => plan.Contract.Releases.Each
        .Select(release => release is null ? plan.Contract.Id : $"{plan.Contract.Id}={release}"))];

    // The audits run concurrently, and once for all tests of this class.
    private static readonly Lazy<Task<IReadOnlyList<Row>>> Rows = new(static async () => await Task.WhenAll(
        SoundReleases.Select(on => RowAsync(on, null)).Concat(FlawCatalog.All.Select(flaw => RowAsync(flaw.On, flaw)))));

    public static IEnumerable<string> Sound => SoundReleases;

    public static IEnumerable<string> Flawed => FlawCatalog.All.Select(flaw => flaw.Name);

    public static IEnumerable<string> CheckIds => CheckCatalog.All.Select(check => check.Id);

    [Test]
    public async Task The_matrix_of_flaws_and_checks_is_as_it_was()
    {
        var rows = await Rows.Value;
        var text = new StringBuilder("F failed, + passed, ? cannot tell, . not applicable\n\n");
        var width = rows.Max(row => row.Name.Length) + 2;
        text.Append(' ', width).AppendJoin(' ', CheckIds.Select(id => id.PadRight(3))).Append('\n');
        foreach (var row in rows)
            text.Append(row.Name.PadRight(width)).AppendJoin(' ', row.Section.Cases.Select(each => Letter(each.Outcome).PadRight(3)))
                .Append('\n');
        await Snapshot.Verify(
            string.Join('\n', text.ToString().Split('\n').Select(line => line.TrimEnd())), $"{nameof(AuditMatrix)}.matrix");
    }

    [TestCaseSource(nameof(Sound))]
    public async Task A_sound_mock_has_no_finding(string on)
    {
        var row = (await Rows.Value).Single(row => row.Flaw is null && string.Equals(row.On, on, StringComparison.Ordinal));
        var failed = row.Section.Cases.Where(each => each.Outcome == Outcome.Failed).ToList();
        failed.Select(each => each.Id).Should().BeEmpty("{0}", string.Join('\n', failed.Select(Shown)));
    }

    /// <summary>If the README's table says that a contract meets a check, its mock passes the check.</summary>
    [Test]
    public async Task What_a_contract_is_said_to_meet_its_mock_shows()
    {
        var shown = (await Rows.Value).Where(row => row.Flaw is null)
            .ToDictionary(row => row.On, row =>
            row.Section.Cases.ToDictionary(each => each.Id, each => each.Outcome, StringComparer.Ordinal), StringComparer.Ordinal);
        var met = Plans.All.SelectMany(plan => new Auditor(plan).Statements.Where(said => said.Statement.Merit == RequirementStatus.Met)
            .Select(said => (Row: plan.Release is null ? plan.Contract.Id : $"{plan.Contract.Id}={plan.Release}", said.Check.Id)))
                .Distinct().ToList();
        met.Should().HaveCountGreaterThan(Plans.All.Count());
        met.Where(each => shown[each.Row][each.Id] != Outcome.Passed).Should().BeEmpty();
    }

    [TestCaseSource(nameof(Flawed))]
    public async Task A_flaw_is_found_by_its_check(string name)
    {
        var row = (await Rows.Value).Single(row => string.Equals(row.Flaw?.Name, name, StringComparison.Ordinal));
        var found = row.Section.Cases.Single(each => string.Equals(each.Id, row.Flaw!.Check, StringComparison.Ordinal));
        found.Outcome.Should().Be(Outcome.Failed, Shown(found));
        found.Reason.Should().NotBeEmpty();
        found.Problems.Should().NotBeEmpty();
    }

    [TestCaseSource(nameof(CheckIds))]
    public void A_check_has_a_flaw_that_it_finds(string id) => FlawCatalog.All.Select(flaw => flaw.Check).Should().Contain(id);

    [Test]
    public void Each_flaw_shows_on_the_contract_that_it_names()
    {
        foreach (var flaw in FlawCatalog.All)
            flaw.ShowsOn(PlanOf(flaw.On)).Should().BeTrue(flaw.Name);
        FlawCatalog.All.Select(flaw => flaw.Name).Should().OnlyHaveUniqueItems();
    }

    private static string Letter(Outcome outcome) => outcome switch
    {
        Outcome.Failed => "F",
        Outcome.Passed => "+",
        Outcome.Inconclusive => "?",
        _ => ".",
    };

    private static MockPlan PlanOf(string on) => on.Split('=') is [var id, var release] ? Plans.Of(id, release) : Plans.Of(on);

    private static async Task<Row> RowAsync(string on, Flaw? flaw)
    {
        var clock = new JumpingClock();
        var (plan, tls) = (PlanOf(on), SpeaksTls(on, flaw) ? ServerTls.InMemory() : null);
        await using var server = await LogoutMockServer.StartAsync(
            [plan],
            new()
            {
                PortOf = _ => 0,
                AdminPort = null,
                Clock = clock,
                AppliesRateLimits = false,
                Flaws = flaw is null ? [] : [flaw],
                Tls = tls,
            });

        // Correct mocks, and flaws that need it, have a second server that shares the sessions.
        var replica = flaw is null or { IsOfReplicas: true } ? await server.StartReplicaAsync() : null;
        await using var stopped = replica;
        using var wire = new RawHttpClient(
            tls: tls is null ? null
            : new TargetTls(plan, [server.Certificates.Certificate], client => server.Certificates.ClientFor(client.CommonName)));
        var section = await new Auditor(tls is null ? plan : plan.OverTls()).RunAsync(
            new Target(server.BaseAddress, TargetKind.Mock).WithClock(clock.Advance), wire, new()
            {
                Clock = clock,
                Unsafe = true,
                Later = TimeSpan.FromMinutes(1),
                OpenForeign = (kind, _) => Task.FromResult(server.Sessions.Open("somebody else", kind)),
                Replicas = replica is null ? [] : [replica.BaseAddress],
                Restart = replica is null ? null : _ =>
                {
                    foreach (var each in (LogoutMockServer[])[server, replica])
                        each.SetFlaws(plan.Contract.Id, flaw is null ? [] : [flaw]);
                    return Task.FromResult<string?>(null);
                },
            });
        return new(flaw is null ? on : $"{flaw.Name} ({on})", on, flaw, section);
    }

    private static bool SpeaksTls(string on, Flaw? flaw) =>
        flaw is { Check: "T11" } || (flaw is null && PlanOf(on).Contract.Sessions.Users.Any);

    private static string Shown(ReportCase each)
    {
        var steps = each.Steps.Select(step => $"-- {step.Title}\n{step.Evidence.Request}\n{step.Evidence.Response}");
        return $"{each.Id} {each.Reason} {string.Join("; ", each.Problems)}\n{string.Join("\n", steps)}";
    }

    private sealed record Row(string Name, string On, Flaw? Flaw, ReportSection Section);
}
