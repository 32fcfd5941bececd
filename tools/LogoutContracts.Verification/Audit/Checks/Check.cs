using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks;

/// <summary>One question about a logout: what the contract says about it, and what a target does.</summary>
public abstract class Check
{
    private protected Check(ReportRule rule, string must)
    {
        Rule = rule;
        Must = must;
    }

    /// <summary>Id, name, severity, why it matters, how to fix it, and the requirements behind it.</summary>
    public ReportRule Rule { get; }

    public string Id => Rule.Id;

    /// <summary>One sentence: what must hold.</summary>
    public string Must { get; }

    public override string ToString() => $"{Id} {Rule.Name}";

    /// <summary>Whether the check only means something on a target whose plain logout ends sessions.</summary>
    internal virtual bool NeedsEffect => false;

    /// <summary>Why the contract gives this check nothing to ask; null if it does.</summary>
    internal virtual string? NotApplicable(AuditedContract contract) => null;

    /// <summary>
    /// What the contract alone says about this; empty if it is not about such contracts. Only called if the contract has a logout.
    /// </summary>
    internal virtual IEnumerable<Statement> Read(AuditedContract contract) => [];

    /// <summary>Asks a target. Findings and remarks go to the context.</summary>
    /// <exception cref="InconclusiveException">The target cannot be brought into the state that the check needs.</exception>
    /// <exception cref="NotApplicableException">The target gives the check nothing to ask.</exception>
    internal abstract Task TryAsync(CheckContext trial);
}
