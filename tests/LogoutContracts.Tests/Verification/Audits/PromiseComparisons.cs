using System.Text;
using LogoutContracts.Mocks;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs;
using LogoutContracts.Tests.Support;
using LogoutContracts.Verification.Audit;
using LogoutContracts.Verification.Audit.Checks;

namespace LogoutContracts.Tests.Verification.Audits;

/// <summary>What a contract promises about the end of sessions, compared with an earlier version of it.</summary>
public sealed class PromiseComparisons
{
    [TestCaseSource(typeof(Plans), nameof(Plans.Ids))]
    public void A_contract_promises_as_much_as_itself(string contract) =>
        PromiseComparison.Between(Plans.Of(contract), Plans.Of(contract)).Should().BeEmpty();

    [Test]
    public void A_header_that_is_no_longer_promised_is_worse_and_one_that_is_promised_now_is_not()
    {
        var with = Small("expect: { status: 204 }", "expect: { status: 204, headers: { Cache-Control: no-store } }");
        var worse = PromiseComparison.Between(with, Small());

        worse.Should().ContainSingle().Which.Should().BeEquivalentTo(
            new { Check = CheckCatalog.Find("T5"), Before = RequirementStatus.Met, Now = new { Merit = RequirementStatus.NotStated } });
        PromiseComparison.Between(Small(), with).Should().BeEmpty();
    }

    [Test]
    public void A_contract_without_its_logout_promises_less()
    {
        var without = Small("then: { caller: ended }", "then: { caller: active }");
        PromiseComparison.Between(Small(), without).Should().ContainSingle()
            .Which.Now.Text.Should().Be("The contract no longer has a logout that ends a session.");
        PromiseComparison.Between(without, Small()).Should().BeEmpty();
    }

    private static MockPlan Small(string old = "", string @new = "")
    {
        var text = File.ReadAllText(SourceTree.PathOf("tests", "LogoutContracts.Tests", "BadSpecs", "good.yaml"));
        var edited = old.Length == 0 ? text : text.Replace(old, @new, StringComparison.Ordinal);
        edited.Equals(text, StringComparison.Ordinal).Should().Be(old.Length == 0);
        return MockPlanner.Plan(SpecReader.Read("small.yaml", Encoding.UTF8.GetBytes(edited)).Require()).Require();
    }
}
