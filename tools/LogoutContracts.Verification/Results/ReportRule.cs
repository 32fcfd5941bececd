using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Verification.Results;

/// <summary>The rule that a case checks.</summary>
/// <param name="Id">Stable, such as <c>variant</c> or <c>T4</c>.</param>
/// <param name="Why">Why it matters, for readers who are new to it.</param>
/// <param name="Fix">What to do if it fails.</param>
/// <param name="References">The requirements behind it, such as <c>ASVS V7.4.1</c>.</param>
public sealed record ReportRule(string Id, string Name, Severity Severity, string Why, string Fix, ValueList<string> References)
{
    /// <summary>A variant: its example gets the answer that the contract states.</summary>
    public static ReportRule Variant { get; } = new(
        "variant", "Variant", Severity.High, "Clients rely on the answer that the contract states for this request.",
        "Compare the answer with the contract. If the product is right, correct the spec, otherwise the product.", []);

    /// <summary>A negative test: a request that violates one constraint, or only just meets it.</summary>
    public static ReportRule Negative { get; } = new(
        "negative", "Constraint", Severity.Medium, "Clients come to rely on requests that the provider should have refused.",
        "Refuse requests that violate the constraint, and no others. If the product is right, relax the spec.", []);

    /// <summary>Behaviour that is wrong under any contract.</summary>
    public static ReportRule Never { get; } = new(
        "never", "Never", Severity.High,
        "A server error, a stack trace, or a session that ended although its request was refused is wrong under any contract.",
        "Find the request in the evidence, and make the provider refuse it without an error.", []);

    /// <summary>A documented call sequence.</summary>
    public static ReportRule Workflow { get; } = new(
        "workflow", "Call sequence", Severity.High, "Readers of the document copy this sequence.",
        "Look at the first step with a criterion that does not hold.", []);
}

/// <summary>How serious a failure is.</summary>
public enum Severity
{
    Low,
    Medium,
    High,
    Critical,
}
