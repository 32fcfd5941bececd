using LogoutContracts.Diffing.Changes;

namespace LogoutContracts.Cli.Sources;

/// <summary>The contracts of one side of a comparison.</summary>
/// <param name="Shown">What the user called it.</param>
/// <param name="IsOne">Whether it names one contract rather than a set; then the other side's other contracts do not count.</param>
internal sealed record LoadedContracts(string Shown, IReadOnlyList<ContractVersion> Versions, bool IsOne)
{
    /// <summary>Those contracts that the other side is compared with.</summary>
    public LoadedContracts Within(LoadedContracts other) => other.IsOne
        ? this with
        {
            Versions = [.. Versions.Where(version =>
                other.Versions.Any(named => string.Equals(named.Contract.Id, version.Contract.Id, StringComparison.Ordinal)))],
        }
        : this;
}
