using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Audit.Checks;

namespace LogoutContracts.Verification.Audit;

/// <summary>Compares what two versions of a contract promise about the end of sessions.</summary>
/// <remarks>What both versions lack is no difference: a contract may promise less than it should, but not less than before.</remarks>
public static class PromiseComparison
{
    /// <summary>The requirements that the new version meets less well than the old one.</summary>
    /// <param name="before">The old version, planned for a release.</param>
    /// <param name="after">The new version, planned for the same release.</param>
    public static ValueList<WorsePromise> Between(MockPlan before, MockPlan after)
    {
        var (old, now) = (new Auditor(before), new Auditor(after));
        if (old.HasLogout && !now.HasLogout)
            return [new(CheckCatalog.Control, "The contract has a logout", RequirementStatus.Met, NoLogout)];
        var earlier = Worst(old);
        return Worst(now).Select(promise => Compared(promise.Key, earlier.GetValueOrDefault(promise.Key), promise.Value))
            .OfType<WorsePromise>().ToValueList();
    }

    private static Statement NoLogout { get; } =
        new("", RequirementStatus.NotMet, "The contract no longer has a logout that ends a session.", null, null);

    private static WorsePromise? Compared((Check Check, string Requirement) promise, Statement? old, Statement now)
    {
        // A requirement that did not apply before, such as one about cookies, is worse only if it is now violated.
        var before = old?.Merit ?? RequirementStatus.NotStated;
        return now.Merit > before ? new(promise.Check, promise.Requirement, before, now) : null;
    }

    // If there are several statements, the worst counts.
    private static Dictionary<(Check Check, string Requirement), Statement> Worst(Auditor auditor) => auditor.Statements
        .GroupBy(each => (each.Check, each.Statement.Requirement), each => each.Statement)
        .ToDictionary(group => group.Key, group => group.MaxBy(statement => statement.Merit)!);
}

/// <summary>A requirement that a contract meets less well than before.</summary>
/// <param name="Before">How well the old version met it.</param>
/// <param name="Now">What the new version says.</param>
public sealed record WorsePromise(Check Check, string Requirement, RequirementStatus Before, Statement Now);
