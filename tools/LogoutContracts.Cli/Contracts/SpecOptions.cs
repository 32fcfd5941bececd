using System.CommandLine;
using LogoutContracts.Cli.Context;
using LogoutContracts.Specs;

namespace LogoutContracts.Cli.Contracts;

/// <summary>The options that say which contracts there are to choose from: ours, a team's own, or both.</summary>
internal sealed class SpecOptions
{
    private readonly Option<string?> specs = new("--specs")
    {
        HelpName = "DIR",
        Description = "A team's own contracts instead of the built-in ones: a folder with a folder a contract, one such folder, or a spec",
    };

    private readonly Option<bool> builtIn = new("--built-in") { Description = "With --specs: the built-in contracts beside them" };

    public IEnumerable<Option> All => [specs, builtIn];

    /// <param name="fromRepository">Without --specs: those of the clone around, where there is one, rather than the built-in ones.</param>
    public SpecSource Choose(CommandContext context, ParseResult parsed, bool fromRepository = false)
    {
        if (parsed.GetValue(specs) is { } path)
            return new(context.Full(path), () => Repository.LoadAsked(context, path), parsed.GetValue(builtIn) ? context.BuiltIn() : []);
        return fromRepository && Repository.Find(context.Directory) is { } repository && Directory.Exists(repository.Specs)
            ? new(repository.Specs, () => Repository.Load(context, repository.Specs), []) : new(null, static () => [], context.BuiltIn());
    }
}

/// <summary>Specs that lie on disk, and may change, beside specs that do not.</summary>
/// <param name="Path">Null where none lie on disk.</param>
/// <param name="OnDisk">Reads those of the path, anew each time.</param>
internal sealed record SpecSource(string? Path, Func<IReadOnlyList<SpecFiles>> OnDisk, IReadOnlyList<SpecFiles> Fixed)
{
    public IReadOnlyList<SpecFiles> All() => [.. Fixed, .. OnDisk()];
}
