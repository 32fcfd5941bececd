using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Contracts;
using LogoutContracts.Diffing.Changes;
using LogoutContracts.Mocks;
using LogoutContracts.Specs;

namespace LogoutContracts.Cli.Sources;

/// <summary>Reads the specs of one side of a comparison. The names of their folders do not matter.</summary>
internal static class SpecVersions
{
    /// <param name="shown">What the user called them.</param>
    /// <exception cref="UserErrorException">A spec is invalid, or two have the same id.</exception>
    public static LoadedContracts Of(string shown, IReadOnlyList<SpecFiles> specs, bool isOne)
    {
        var read = SpecCatalog.ReadAll(specs);
        var problems = read.SelectMany(spec => spec.Value is { } contract ? MockPlanner.Plan(contract).Diagnostics : spec.Diagnostics)
            .ToList();
        if (problems.Count > 0)
            throw ContractErrors.BadSpecs(problems);
        var contracts = read.Select(spec => spec.Value!).ToList();
        if (contracts.GroupBy(contract => contract.Id, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } same)
            throw SourceErrors.SameId(shown, same.Key, [.. same.Select(contract => contract.File)]);
        return new(shown, [.. contracts.Select(contract => new ContractVersion(contract))], isOne);
    }
}
