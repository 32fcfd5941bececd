using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Stubs;
using LogoutContracts.Mocks.Stubs.Dialects;
using LogoutContracts.Mocks.Stubs.Planning;
using LogoutContracts.MockServer.Clock;
using LogoutContracts.Tests.Support;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;

namespace LogoutContracts.Tests.Mocks;

/// <summary>A new contract needs a new folder and no code. These tests use those in Samples.</summary>
public sealed class NewContracts
{
    private static readonly MockPlan Plan = SamplePlans.Of("teahouse");

    public static IEnumerable<TestCaseData> Variants() => SamplePlans.All.SelectMany(plan => plan.Variants.Select(
        variant => new TestCaseData(plan, variant).SetArgDisplayNames($"{plan.Contract.Id}.{variant.Operation}.{variant.Name}")));

    [TestCaseSource(nameof(Variants))]
    public async Task Every_variant_of_a_new_folder_is_served_and_verified(MockPlan plan, PlannedVariant variant)
    {
        var clock = new ManualClock();
        await using var mock = await RunningMock.StartAsync(plan, clock);
        using var wire = new RawHttpClient();
        var target = new Target(mock.Address, TargetKind.Mock).WithClock(clock.Advance);
        var verdict = await new Verifier(plan, target, wire).VerifyAsync(variant);
        var reasons = verdict.Failures.Select(failure => failure.ToString()).Append(verdict.Reason);
        verdict.Outcome.Should().Be(Outcome.Passed, string.Join('\n', reasons));
    }

    [Test]
    public async Task A_live_target_needs_nothing_but_the_contracts_login()
    {
        await using var mock = await RunningMock.StartAsync(Plan);
        using var wire = new RawHttpClient();
        var verdict = await new Verifier(Plan, new(mock.Address, TargetKind.Live), wire).VerifyAsync(Plan.Find("logout", "replay"));
        verdict.Outcome.Should().Be(Outcome.Passed, verdict.Reason);
        verdict.Steps.Select(step => step.Kind).Distinct()
            .Should().Equal(StepKind.Login, StepKind.Control, StepKind.Ending, StepKind.Afterwards, StepKind.Request);
    }

    [Test]
    public void Its_stubs_are_made_as_well()
    {
        var stubs = StubPlanner.Plan(Plan);
        stubs.NotExpressible.Select(entry => entry.Variant).Should().Equal("expired");
        GeneratedFiles.Of(Plan).Select(file => file.Path)
            .Should().Contain("wiremock-net/logout.ended.json").And.Contain("wiremock/mappings/logout.ended.json");
        stubs.Groups.Should().AllSatisfy(group => WireMockDialect.Read(WireMockDialect.Write(group.Stubs)).Should().Equal(group.Stubs));
    }
}
