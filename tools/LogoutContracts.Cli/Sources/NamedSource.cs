using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Contracts;

namespace LogoutContracts.Cli.Sources;

/// <summary>A contract by its id, and the vendor's release to compare; null for all releases.</summary>
internal sealed record NamedSource(string Name, string Id, string? Release) : ContractSource(Name)
{
    public override LoadedContracts Load(CommandContext context)
    {
        var specs = Repository.SpecsOf(context);
        var ids = ContractReader.Ids(context, specs);
        if (!ids.Contains(Id, StringComparer.Ordinal))
            throw SourceErrors.NoContract(Text, Id, ids);
        var loaded = SpecVersions.Of(Text, [ContractReader.Find(context, specs, Id)], isOne: true);
        if (Release is null)
            return loaded;
        var contract = loaded.Versions[0].Contract;
        return contract.Releases.Known.Contains(Release, StringComparer.Ordinal)
            ? loaded with { Versions = [new(contract, Release)] } : throw SourceErrors.NoRelease(Text, Release, contract);
    }
}
