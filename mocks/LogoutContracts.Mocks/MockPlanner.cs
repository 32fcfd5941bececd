using LogoutContracts.Mocks.Matching;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Tokens;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks;

/// <summary>Turns a contract into a plan. Pure.</summary>
public static class MockPlanner
{
    /// <summary>Plans the mock of a contract.</summary>
    /// <param name="release">The vendor's release whose variants answer by default; null for the contract's default.</param>
    /// <returns>The plan, or diagnostics if another variant would answer an example.</returns>
    /// <exception cref="ArgumentException">The contract does not list the release.</exception>
    public static Parsed<MockPlan> Plan(Contract contract, string? release = null)
    {
        if (release is not null && !contract.Releases.Known.Contains(release, StringComparer.Ordinal))
            throw new ArgumentException(
                $"'{contract.Id}' has no release '{release}'. Known: {string.Join(", ", contract.Releases.Known)}.", nameof(release));
        release ??= contract.Releases.Default;
        contract = contract with { Sessions = contract.Sessions.In(release) };
        var paths = contract.Paths.Select(path => new PlannedPath(
            path.Template,
            path.Operations.Select(operation => new PlannedOperation(operation, Planned(operation.Variants))).ToValueList(),
            Planned(path.OtherMethods))
        { LeftAlone = path.LeftAlone }).ToValueList();
        var plan = new MockPlan(contract, release, paths);
        var problems = ExampleCheck.Check(plan).ToList();
        return problems.Count > 0 ? Parsed<MockPlan>.Failed(problems) : Parsed<MockPlan>.Of(plan);

        ValueList<PlannedVariant> Planned(ValueList<Variant> variants) => variants.Select(variant =>
        {
            var isDefault = variant.HoldsByDefaultIn(release);
            var answeredIn = variant.HoldsIn(release) ? release : variant.Releases[0];
            var isCounted = variants.Any(other => other.LimitedBy is not null && other.HoldsIn(answeredIn));
            var stated = variant.Expect as Expectation.Answer;
            var answer = stated is null ? null
                : PublishedKeys.Fill(WithCommonHeaders(isCounted ? stated : WithoutLimit(stated), contract, answeredIn));
            return new PlannedVariant(variant, isDefault, answer, SeedSet.Of(contract, variant, isDefault))
            {
                Limit = variant.HoldsIn(release) ? variant.LimitedBy : null,
            };
        }).ToValueList();
    }

    /// <summary>The answer in a release without rate limits: without the headers that show one.</summary>
    private static Expectation.Answer WithoutLimit(Expectation.Answer answer) => answer with
    {
        Headers = answer.Headers.Select(header => ShowsLimit(header) ? header with { Values = [] } : header).ToValueList(),
    };

    private static Expectation.Answer WithCommonHeaders(Expectation.Answer answer, Contract contract, string? release) => answer with
    {
        Headers = answer.Headers.Concat(contract.Headers
            .Where(common => common.HoldsIn(release)
                && !answer.Headers.Any(header => header.Name.Equals(common.Name, StringComparison.OrdinalIgnoreCase)))
            .Select(common => new ExpectedHeader(common.Name, [Template.Parse(common.Value)]))).ToValueList(),
    };

    private static bool ShowsLimit(ExpectedHeader header) =>
        header.Values.SelectMany(value => value.Holes).Any(hole => hole.Role == Role.Limit);
}
