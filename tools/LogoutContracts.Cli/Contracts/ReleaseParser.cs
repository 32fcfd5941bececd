using LogoutContracts.Specs.Model;

namespace LogoutContracts.Cli.Contracts;

/// <summary>
/// The values of <c>--release</c>: <c>contract=R</c> for one contract, or <c>R</c> for all selected contracts that have this release.
/// </summary>
internal static class ReleaseParser
{
    /// <param name="known">Ids of all contracts, selected or not.</param>
    /// <returns>The releases by contract id; contracts without an entry use their default.</returns>
    public static IReadOnlyDictionary<string, string> Of(
        IEnumerable<string> asked, IReadOnlyList<Contract> started, IReadOnlyCollection<string> known)
    {
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        var plain = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in asked)
        {
            if (text.Split('=', 2) is [var id, var release])
            {
                Choose(named, Contract(id, started, known), release);
                continue;
            }

            var knowing = started.Where(contract => contract.Releases.Known.Contains(text, StringComparer.Ordinal)).ToList();
            if (knowing.Count == 0)
                throw ContractErrors.UnknownRelease(text, [.. started.Where(contract => contract.Releases.Known.Count > 0)]);
            foreach (var contract in knowing)
                Choose(plain, contract, text);
        }

        // A release for one contract takes precedence over a release for all.
        foreach (var (contract, release) in named)
            plain[contract] = release;
        return plain;
    }

    private static void Choose(Dictionary<string, string> chosen, Contract contract, string release)
    {
        if (!contract.Releases.Known.Contains(release, StringComparer.Ordinal))
            throw ContractErrors.UnknownReleaseOf(release, contract);
        if (chosen.TryGetValue(contract.Id, out var other) && !string.Equals(other, release, StringComparison.Ordinal))
            throw ContractErrors.TwoReleases(contract.Id, other, release);
        chosen[contract.Id] = release;
    }

    private static Contract Contract(string id, IReadOnlyList<Contract> started, IReadOnlyCollection<string> known)
    {
        if (!known.Contains(id, StringComparer.Ordinal))
            throw ContractErrors.UnknownContract(id, known);
        return started.FirstOrDefault(contract => string.Equals(contract.Id, id, StringComparison.Ordinal))
            ?? throw ContractErrors.ReleaseOfNotStarted(id, started.Select(contract => contract.Id));
    }
}
