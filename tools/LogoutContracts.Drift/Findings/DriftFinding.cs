using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Drift.Findings;

/// <summary>A difference between a contract and its document.</summary>
/// <param name="Id">Unique in a contract, and stable, such as <c>logout.header.X-Auth-Token</c>.</param>
/// <param name="Fact">What is lost or new, such as <c>header X-Auth-Token</c>.</param>
/// <param name="Reason">What the page has instead, or where the fact is, in sentences.</param>
/// <param name="At">The place in the spec; null for a new fact.</param>
/// <param name="PageLine">The line of the page; null if nothing on the page is like the fact.</param>
public sealed record DriftFinding(DriftRule Rule, string Id, string Fact, string Reason, Position? At, int? PageLine);

/// <summary>A fact of the contract that the page has.</summary>
/// <param name="Id">Unique in a contract, and stable.</param>
/// <param name="Fact">Such as <c>header X-Auth-Token</c>.</param>
/// <param name="At">The place in the spec.</param>
/// <param name="PageLine">The first line of the page that has it.</param>
public sealed record FoundFact(string Id, string Fact, Position At, int PageLine);

/// <summary>A contract compared with its document.</summary>
/// <param name="Findings">The worst first, then in the order of spec and page.</param>
/// <param name="Found">The facts of the contract that the page has.</param>
public sealed record DriftResult(ValueList<DriftFinding> Findings, ValueList<FoundFact> Found)
{
    /// <summary>Why the page says nothing about the contract, in a sentence; empty if it does.</summary>
    public string WhyNot { get; init; } = "";

    /// <summary>Whether the page is byte for byte the version that the contract cites, so that findings are no drift.</summary>
    public bool IsCitedVersion { get; init; }
}
