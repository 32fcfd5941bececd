using LogoutContracts.Diffing;
using LogoutContracts.Diffing.Changes;

namespace LogoutContracts.Tests.Diffing;

/// <summary>Each rule reports the edits that it is about, and not those that only look like them.</summary>
public sealed class Rules
{
    private static IEnumerable<RuleCase> Cases => RuleCases.All;

    [TestCaseSource(nameof(Cases))]
    public void A_rule_reports_what_it_is_about(RuleCase each)
    {
        var difference = Compare(each, each.Edits);

        difference.Undecided.Should().BeEmpty();
        difference.Changes.Select(change => change.Rule.Id).Distinct(StringComparer.Ordinal).Should()
            .BeEquivalentTo(each.Also.Append(each.Rule), Text(difference));
    }

    [TestCaseSource(nameof(Cases))]
    public void A_near_miss_is_not_reported(RuleCase each)
    {
        var difference = Compare(each, each.Near);

        difference.Undecided.Should().BeEmpty();
        difference.Changes.Should().NotContain(change => change.Rule.Id == each.Rule, Text(difference));
    }

    [Test]
    public void Contracts_pair_by_id()
    {
        var old = DiffedSpecs.Read(DiffedSpecs.Shop);
        var difference = DiffedSpecs.Compare(old, DiffedSpecs.Read(DiffedSpecs.Edited(DiffedSpecs.Shop, ("id: shop", "id: store"))));

        difference.Changes.Select(change => change.Rule.Id).Should().Equal("contract-removed", "contract-added");
    }

    [Test]
    public void Each_rule_has_a_case() => RuleCases.All.Select(each => each.Rule).Concat(["contract-removed", "contract-added"])
        .Should().BeEquivalentTo(DiffRules.All.Select(rule => rule.Id));

    [Test]
    public void Ids_are_unique() => DiffRules.All.Select(rule => rule.Id).Should().OnlyHaveUniqueItems();

    private static ContractDifference Compare(RuleCase each, (string Old, string New)[] edits)
    {
        var (one, other) = (DiffedSpecs.Read(each.Text), DiffedSpecs.Read(DiffedSpecs.Edited(each.Text, edits)));
        return each.IsReversed ? DiffedSpecs.Compare(other, one) : DiffedSpecs.Compare(one, other);
    }

    private static string Text(ContractDifference difference) => string.Join(
        Environment.NewLine,
        difference.Changes.Select(change => $"{change.Rule}: {change.Method} {change.Path} [{change.Requests}] {change.Texts}"));
}
