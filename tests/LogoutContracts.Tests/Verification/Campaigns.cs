using LogoutContracts.Mocks;
using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Clock;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Cases;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;

namespace LogoutContracts.Tests.Verification;

/// <summary>Verifies all cases of every contract and release against our mock.</summary>
public sealed class Campaigns
{
    // Reasons for cases that cannot be tried over plain HTTP, or in a release without a login or logout.
    private static readonly List<string> Unreachable =
        ["Needs TLS", "no variant that holds here ends one", "No login of the contract gives such a session", "only."];

    public static IEnumerable<TestCaseData> Releases() => SpecCatalog.BuiltIn.SelectMany(contract =>
        contract.Releases.Each.Select(release => new TestCaseData(contract, release).SetArgDisplayNames(contract.Id, release ?? "-")));

    [TestCaseSource(nameof(Releases))]
    public async Task Our_mock_keeps_every_contract_in_every_release(Contract contract, string? release)
    {
        var plan = MockPlanner.Plan(contract, release).Require();
        var clock = new ManualClock();
        await using var server = await LogoutMockServer.StartAsync(plan, clock);
        using var wire = new RawHttpClient(keepsConnections: true);
        var target = new Target(server.AddressOf(contract.Id), TargetKind.Mock).WithClock(clock.Advance);
        var result = await new VerificationRun(plan, target, wire, new(Parallel: 8)).RunAsync(VerificationCase.AllOf(plan));
        var odd = result.Section.Cases.Where(each => each.Outcome is not Outcome.Passed)
            .Select(each => $"{each.Outcome} {each.Id}: {each.Reason}");
        TestContext.Out.WriteLine(string.Join('\n', result.Section.Coverage));
        odd.Where(each => !Unreachable.Exists(reason => each.Contains(reason, StringComparison.Ordinal))).Should().BeEmpty();
    }
}
