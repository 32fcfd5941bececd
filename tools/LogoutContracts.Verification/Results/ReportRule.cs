using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Verification.Results;

/// <summary>What a case is an instance of.</summary>
/// <param name="Id">Stable, such as "variant" or "T4".</param>
/// <param name="Why">Why it matters, for somebody who is new to it.</param>
/// <param name="Fix">What to do where it fails.</param>
/// <param name="References">Requirements behind it, such as "ASVS V7.4.1".</param>
public sealed record ReportRule(string Id, string Name, Severity Severity, string Why, string Fix, ValueList<string> References)
{
    /// <summary>The example of a variant, sent as the contract has it.</summary>
    public static ReportRule Variant { get; } = new(
        "variant", "Variant", Severity.High, "The contract says what this request gets, and clients are written to it.",
        "Compare the answer with the contract; where the product is right, correct the spec, else the product.", []);

    /// <summary>A request that breaks one constraint, or just keeps it.</summary>
    public static ReportRule Negative { get; } = new(
        "negative", "Constraint", Severity.Medium, "A constraint that the provider does not enforce is none, and clients come to rely on that.",
        "Refuse what breaks the constraint, and nothing that keeps it; where the product is right, loosen the spec.", []);

    /// <summary>What no provider may do, whatever its contract says.</summary>
    public static ReportRule Never { get; } = new(
        "never", "Never", Severity.High, "A server error, a stack trace, or a session that a refused request has ended is wrong under any contract.",
        "Find the request in the evidence, and let the provider refuse it cleanly.", []);

    /// <summary>A documented sequence of calls.</summary>
    public static ReportRule Workflow { get; } = new(
        "workflow", "Call sequence", Severity.High, "The document shows this sequence to its readers, who copy it.",
        "Look at the first step whose criterion does not hold.", []);
}

public enum Severity
{
    Low,
    Medium,
    High,
    Critical,
}
