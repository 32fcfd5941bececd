using System.CommandLine;
using LogoutContracts.Cli.Context;
using LogoutContracts.Specs;

namespace LogoutContracts.Cli.Contracts;

/// <summary>The options that choose the available contracts: the built-in ones, your own, or both.</summary>
internal sealed class SpecOptions
{
    private readonly Option<string?> specs = new("--specs")
    {
        HelpName = "DIR",
        Description = "Use your own contracts instead of the built-in ones: a spec, its folder, or a folder with one folder per contract",
    };

    private readonly Option<bool> builtIn = new("--built-in") { Description = "With --specs: use the built-in contracts too" };

    public IEnumerable<Option> All => [specs, builtIn];

    /// <param name="fromRepository">Without --specs, use the specs of the surrounding clone, if any, instead of the built-in ones.</param>
    public SpecSource Choose(CommandContext context, ParseResult parsed, bool fromRepository = false)
    {
        if (parsed.GetValue(specs) is { } path)
            return new(context.Full(path), () => Repository.LoadAsked(context, path), parsed.GetValue(builtIn) ? context.BuiltIn() : []);
        return fromRepository && Repository.Find(context.Directory) is { } repository && Directory.Exists(repository.Specs)
            ? new(repository.Specs, () => Repository.Load(context, repository.Specs), []) : new(null, static () => [], context.BuiltIn());
    }
}

/// <summary>Specs on disk, which may change, and specs that do not change.</summary>
/// <param name="Path">Path of the specs on disk; null if there are none.</param>
/// <param name="OnDisk">Reads the specs at <paramref name="Path"/> again at each call.</param>
internal sealed record SpecSource(string? Path, Func<IReadOnlyList<SpecFiles>> OnDisk, IReadOnlyList<SpecFiles> Fixed)
{
    public IReadOnlyList<SpecFiles> All() => [.. Fixed, .. OnDisk()];
}
