using LogoutContracts.Cli.Gate.Bases;

namespace LogoutContracts.Cli.Gate.Parts;

/// <summary>One part of the gate.</summary>
internal interface IGatePart
{
    /// <summary>The name of the part, in a word.</summary>
    string Name { get; }

    Task<PartResult> CheckAsync(GateSubject subject);
}

/// <summary>What the parts of the gate look at.</summary>
/// <param name="Folders">The values of <c>--specs</c>.</param>
/// <param name="Versions">All contracts, with their versions; null if there is no base.</param>
internal sealed record GateSubject(IReadOnlyList<SpecFolder> Folders, IReadOnlyList<ContractVersions>? Versions)
{
    /// <summary>The contracts with two valid versions.</summary>
    public IEnumerable<ContractVersions> Comparable =>
        (Versions ?? []).Where(versions => versions is { Old.Plan.Value: not null, New.Plan.Value: not null });
}
