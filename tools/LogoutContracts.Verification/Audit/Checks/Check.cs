using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks;

/// <summary>One check of an audit: reads what the contract says about a requirement, and tests a target.</summary>
public abstract class Check
{
    private protected Check(ReportRule rule, string must)
    {
        Rule = rule;
        Must = must;
    }

    /// <summary>Id, name, severity, why it matters, how to fix it, and the requirements behind it.</summary>
    public ReportRule Rule { get; }

    /// <summary>For example "T1".</summary>
    public string Id => Rule.Id;

    /// <summary>What must hold, in one sentence.</summary>
    public string Must { get; }

    public override string ToString() => $"{Id} {Rule.Name}";

    /// <summary>Whether the check is only meaningful if the target's plain logout ends sessions.</summary>
    internal virtual bool NeedsEffect => false;

    /// <summary>Why this check does not apply to the contract; null if it does.</summary>
    internal virtual string? NotApplicable(AuditedContract contract) => null;

    /// <summary>Why this check does not apply to a run with these settings; null if it does.</summary>
    internal virtual string? NotApplicable(AuditOptions options) => null;

    /// <summary>
    /// What the contract says about this requirement; empty if the check does not apply. Only called if the contract has a logout.
    /// </summary>
    internal virtual IEnumerable<Statement> Read(AuditedContract contract) => [];

    /// <summary>Tests a target. Findings and remarks go to the context.</summary>
    /// <exception cref="InconclusiveException">The target cannot be brought into the state that the check needs.</exception>
    /// <exception cref="NotApplicableException">The check does not apply to this target.</exception>
    internal abstract Task TryAsync(CheckContext trial);
}
