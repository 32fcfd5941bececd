using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Contracts;

namespace LogoutContracts.Cli.Sources;

/// <summary>A spec, the folder of a spec, or a folder of such folders.</summary>
internal sealed record FileSource(string Path) : ContractSource(Path)
{
    public override LoadedContracts Load(CommandContext context)
    {
        var specs = Repository.LoadAsked(context, Path);

        // A file at a commit has its source as its name.
        var isFile = File.Exists(context.Full(Path)) || specs.Any(spec => string.Equals(spec.Spec.Name, Path, StringComparison.Ordinal));
        return SpecVersions.Of(Path, specs, isFile);
    }
}
