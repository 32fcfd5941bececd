using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Learning;

namespace LogoutContracts.Verification.Results;

/// <summary>The result of verifying one variant, with all exchanges as evidence.</summary>
/// <param name="Reason">Why it is inconclusive or, on a real provider, did not pass; empty otherwise.</param>
/// <param name="Steps">In the order in which they were sent.</param>
public sealed record Verdict(MockPlan Plan, PlannedVariant Variant, Outcome Outcome, string Reason, ValueList<Step> Steps)
{
    /// <summary>Whether the target sent anything back.</summary>
    public Reachability Reachability { get; init; }

    /// <summary>The decision on a real provider; null on a mock, where the comparisons of the steps decide.</summary>
    internal CaseDecision? Decision { get; init; }

    /// <summary>The answer, if it refutes an assumption of the contract; otherwise null.</summary>
    internal ObservedAnswer? Observed { get; init; }

    public IEnumerable<Comparison> Failures => Steps.SelectMany(step => step.Comparisons).Where(comparison => !comparison.Holds);

    /// <summary>The file and line of the variant.</summary>
    public string Place => Variant.Variant.At.In(Plan.Contract.File);
}
