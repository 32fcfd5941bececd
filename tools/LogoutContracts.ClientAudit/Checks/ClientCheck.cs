using LogoutContracts.ClientAudit.Observing;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.ClientAudit.Checks;

/// <summary>One requirement on clients that log out. Judges what a run showed; pure.</summary>
public abstract class ClientCheck
{
    private protected ClientCheck(ReportRule rule, string must)
    {
        Rule = rule;
        Must = must;
    }

    /// <summary>Id, name, severity, why it matters, how to fix it, and the requirements behind it.</summary>
    public ReportRule Rule { get; }

    /// <summary>For example "C1".</summary>
    public string Id => Rule.Id;

    /// <summary>What must hold, in one sentence.</summary>
    public string Must { get; }

    public override string ToString() => $"{Id} {Rule.Name}";

    /// <summary>Why the run shows nothing about this requirement; null if it does.</summary>
    internal virtual string? NotApplicable(RunObservation run) => null;

    /// <summary>The violations in a run, and what is worth knowing but is none.</summary>
    internal abstract IEnumerable<ClientFinding> Judge(RunObservation run);
}
