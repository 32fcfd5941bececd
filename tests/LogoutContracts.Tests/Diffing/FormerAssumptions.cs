using LogoutContracts.Diffing.Changes;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Tests.Diffing;

/// <summary>
/// What the old contract only assumed is one level lower, except for logouts. The basis in the new contract does not matter.
/// </summary>
public sealed class FormerAssumptions
{
    private const string Refused = "          expect: { status: 401, example: refused }\n          basis: [document, Me]";
    private const string Live = "me: { value: { name: Jane, sessions: 3, isLive: true, note: Hello } }";

    // The example of the refusal also fits a success.
    private static readonly string Shop = DiffedSpecs.Edited(
        DiffedSpecs.Shop, (Live, $"{Live}\n                refused: {{ value: {{ error: Not logged in, code: 7 }} }}"));

    [TestCase("402", "[document, Me]", "assumption", "status-changed", ChangeLevel.Error)]
    [TestCase("402", "assumption", "[document, Me]", "status-changed", ChangeLevel.Warning)]
    [TestCase("402", "assumption", "assumption", "status-changed", ChangeLevel.Warning)]
    [TestCase("200", "[document, Me]", "assumption", "credential-accepted", ChangeLevel.Error)]
    [TestCase("200", "assumption", "[document, Me]", "credential-accepted", ChangeLevel.Error)]
    public void The_basis_in_the_old_contract_decides(string status, string oldBasis, string newBasis, string rule, ChangeLevel level)
    {
        var difference = DiffedSpecs.Compare(With("401", oldBasis), With(status, newBasis));

        difference.Undecided.Should().BeEmpty();
        difference.Changes.Where(change => change.Rule.Id.Equals(rule, StringComparison.Ordinal)).Should().NotBeEmpty()
            .And.OnlyContain(change => change.Level == level);
    }

    private static Contract With(string status, string basis) => DiffedSpecs.Read(DiffedSpecs.Edited(
        Shop, (Refused, Refused.Replace("401", status).Replace("[document, Me]", basis))));
}
