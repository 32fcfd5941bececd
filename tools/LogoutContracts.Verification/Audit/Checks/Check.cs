using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks;

/// <summary>One question about a logout: what the contract says to it, and what a target does.</summary>
public abstract class Check
{
    private protected Check(ReportRule rule, string must)
    {
        Rule = rule;
        Must = must;
    }

    /// <summary>Id, name, severity, why it matters, how to mend it, and the requirements behind it.</summary>
    public ReportRule Rule { get; }

    public string Id => Rule.Id;

    /// <summary>One sentence: what must hold.</summary>
    public string Must { get; }

    public override string ToString() => $"{Id} {Rule.Name}";

    /// <summary>Why the contract gives nothing to ask here; null where it does.</summary>
    internal virtual string? NotApplicable(AuditedContract contract) => null;

    /// <summary>What the contract alone says to this; nothing where it is not about such contracts. Only asked of one that has a logout.</summary>
    internal virtual IEnumerable<Statement> Read(AuditedContract contract) => [];

    /// <summary>Asks a target. What is wrong is told to the trial.</summary>
    /// <exception cref="InconclusiveException">The target cannot be brought to where the question makes sense.</exception>
    internal abstract Task TryAsync(CheckContext trial);
}
