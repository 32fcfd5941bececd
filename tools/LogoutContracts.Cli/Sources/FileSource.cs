using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Contracts;

namespace LogoutContracts.Cli.Sources;

/// <summary>A spec, the folder of a spec, or a folder of such folders.</summary>
internal sealed record FileSource(string Path) : ContractSource(Path)
{
    public override LoadedContracts Load(CommandContext context) =>
        SpecVersions.Of(Path, Repository.LoadAsked(context, Path), isOne: File.Exists(context.Full(Path)));
}
