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

    /// <summary>Null on a mock, whose answers decide step by step.</summary>
    internal CaseDecision? Decision { get; init; }

    /// <summary>The answer that refutes what the contract assumes; null unless it does.</summary>
    internal ObservedAnswer? Observed { get; init; }

    public IEnumerable<Comparison> Failures => Steps.SelectMany(step => step.Comparisons).Where(comparison => !comparison.Holds);

    /// <summary>File and line of the variant.</summary>
    public string Place => Variant.Variant.At.In(Plan.Contract.File);
}
