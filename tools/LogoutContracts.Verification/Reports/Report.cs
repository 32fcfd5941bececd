using LogoutContracts.Specs;

namespace LogoutContracts.Verification.Reports;

/// <summary>What a run came to, ready to be written in any form. Holds no credential but as a prefix of its hash.</summary>
/// <param name="Command">The verb, such as "verify".</param>
/// <param name="Version">Of this tool.</param>
/// <param name="Started">In UTC.</param>
public sealed record Report(string Command, string Version, DateTimeOffset Started, TimeSpan Duration, ValueList<ReportSection> Sections)
{
    public IEnumerable<ReportCase> Cases => Sections.SelectMany(section => section.Cases);

    public ReportTotals Totals => ReportTotals.Of(Cases);
}

/// <summary>One contract against one target.</summary>
/// <param name="Title">Of the contract, for people.</param>
/// <param name="Release">Null where the contract knows none.</param>
/// <param name="Target">Base URL; empty where the contract alone was read.</param>
/// <param name="Coverage">How much of what the contract states was tried.</param>
public sealed record ReportSection(string Contract, string Title, string? Release, string Target, ValueList<ReportCase> Cases, ValueList<Coverage> Coverage)
{
    public ReportTotals Totals => ReportTotals.Of(Cases);
}

/// <param name="Of">What is counted, such as "constraints".</param>
public sealed record Coverage(string Of, int Exercised, int Total);

/// <summary>One thing that was looked at, and what it came to.</summary>
/// <param name="Id">Unique in its section, and the same in each run: such as "logout.replay" or "T4".</param>
/// <param name="Title">One sentence: what must hold.</param>
/// <param name="Reason">Why it is failed, inconclusive or not applicable, in a sentence; empty where it passed.</param>
/// <param name="At">Where the contract says so.</param>
/// <param name="Problems">Each expectation that does not hold; empty but for a failed case.</param>
/// <param name="Steps">The exchanges, in order.</param>
public sealed record ReportCase(
    string Id, ReportRule Rule, string Title, CaseOutcome Outcome, string Reason, ReportPlace At, TimeSpan Duration, ValueList<Comparison> Problems, ValueList<ReportStep> Steps)
{
    /// <summary>What the contract itself promises less of than it should; no fault of a target that keeps it.</summary>
    public ValueList<string> Remarks { get; init; } = [];
}

/// <param name="File">The spec, as messages call it.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
public sealed record ReportPlace(string File, int Line, int Column)
{
    public override string ToString() => string.Create(null, $"{File}:{Line}");
}

public enum CaseOutcome
{
    Passed,
    Failed,

    /// <summary>The target could not be brought to where the question makes sense.</summary>
    Inconclusive,

    /// <summary>The contract does not ask for it.</summary>
    NotApplicable,
}

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

/// <summary>One exchange as evidence.</summary>
/// <param name="Comparisons">What was expected of the answer, held or not.</param>
public sealed record ReportStep(string Title, ExchangeEvidence Evidence, ValueList<Comparison> Comparisons)
{
    public static ReportStep Of(Step step) => new(step.Title, step.Evidence, step.Comparisons);
}

public sealed record ReportTotals(int Passed, int Failed, int Inconclusive, int NotApplicable)
{
    public int All => Passed + Failed + Inconclusive + NotApplicable;

    public static ReportTotals Of(IEnumerable<ReportCase> cases)
    {
        var counted = cases.CountBy(each => each.Outcome).ToDictionary();
        return new(
            counted.GetValueOrDefault(CaseOutcome.Passed), counted.GetValueOrDefault(CaseOutcome.Failed), counted.GetValueOrDefault(CaseOutcome.Inconclusive),
            counted.GetValueOrDefault(CaseOutcome.NotApplicable));
    }
}
