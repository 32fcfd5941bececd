using LogoutContracts.ClientAudit.Observing;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Evidence;

namespace LogoutContracts.ClientAudit.Checks;

/// <summary>A violation of a requirement, or a remark.</summary>
/// <param name="Text">One or more sentences.</param>
/// <param name="Calls">The requests that show it, in order.</param>
internal sealed record ClientFinding(string Text, ValueList<ObservedCall> Calls)
{
    /// <summary>Whether it is worth knowing, but no violation.</summary>
    public bool IsRemark { get; init; }

    /// <summary>What was expected, and what happened.</summary>
    public Comparison Comparison { get; init; } = new("token", "forgotten", "sent again");
}
