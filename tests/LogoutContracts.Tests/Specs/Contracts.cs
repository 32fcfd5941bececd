using LogoutContracts.Mocks;
using LogoutContracts.Specs;

namespace LogoutContracts.Tests.Specs;

public sealed class Contracts
{
    public static IEnumerable<TestCaseData> Releases => SpecCatalog.BuiltIn.SelectMany(contract => contract.Releases.Known.Select(
        release => new TestCaseData(contract.Id, release).SetArgDisplayNames(contract.Id, release)));

    public static IEnumerable<string> Files => SpecCatalog.BuiltInFiles().Select(files => files.Spec.Name);

    [TestCaseSource(nameof(Files))]
    public void A_built_in_spec_reads_and_plans_without_a_diagnostic(string name)
    {
        var files = SpecCatalog.BuiltInFiles().Single(files => string.Equals(files.Spec.Name, name, StringComparison.Ordinal));

        var reading = SpecReader.Read(files.Spec.Name, files.Spec.Utf8.Span, files.Workflows);

        reading.Diagnostics.Should().BeEmpty();
        MockPlanner.Plan(reading.Require()).Diagnostics.Should().BeEmpty();
        OpenApiConformance.Check(files.Spec.Name, files.Spec.Utf8.Span).Should().BeEmpty();
    }

    [TestCaseSource(nameof(Releases))]
    public void It_plans_for_each_of_its_releases(string contract, string release)
    {
        var known = SpecCatalog.BuiltIn.Single(candidate => string.Equals(candidate.Id, contract, StringComparison.Ordinal));
        var plan = MockPlanner.Plan(known, release);

        plan.Diagnostics.Should().BeEmpty();
        plan.Require().Release.Should().Be(release);
    }

    [Test]
    public void Each_has_its_id_from_its_folder_and_a_port_of_its_own()
    {
        foreach (var contract in SpecCatalog.BuiltIn)
            contract.File.Should().Be($"specs/{contract.Id}/openapi.yaml");
        SpecCatalog.BuiltIn.Select(contract => contract.Port).Should().OnlyHaveUniqueItems();
    }
}
