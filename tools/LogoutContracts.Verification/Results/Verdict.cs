using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Http;

namespace LogoutContracts.Verification.Results;

/// <summary>What verifying one variant came to, with every exchange as evidence.</summary>
/// <param name="Reason">Why it is inconclusive; empty otherwise.</param>
/// <param name="Steps">In the order in which they were taken; the last one may be the one that failed.</param>
public sealed record Verdict(MockPlan Plan, PlannedVariant Variant, Outcome Outcome, string Reason, ValueList<Step> Steps)
{
    /// <summary>Whether the target sent anything back.</summary>
    public Reachability Reachability { get; init; }

    public IEnumerable<Comparison> Failures => Steps.SelectMany(step => step.Comparisons).Where(comparison => !comparison.Holds);

    /// <summary>File and line of the variant.</summary>
    public string Place => Variant.Variant.At.In(Plan.Contract.File);
}
