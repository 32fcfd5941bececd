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

    private readonly Option<string[]> overlays = OverlayOption();

    public IEnumerable<Option> All => [specs, builtIn, overlays];

    public static Option<string[]> OverlayOption() => new("--overlay")
    {
        HelpName = "FILE",
        Description = "An OpenAPI Overlay 1.0 file to apply to the spec that its 'extends' names; repeatable, applied in order",
    };

    /// <param name="asked">The ids of the selected contracts; empty for all.</param>
    /// <param name="fromRepository">Without --specs: those of the clone around, where there is one, rather than the built-in ones.</param>
    public SpecSource Choose(CommandContext shell, ParseResult parsed, IReadOnlyCollection<string> asked, bool fromRepository = false)
    {
        var applied = new OverlayFiles(shell, parsed.GetValue(overlays) ?? [], asked);
        if (parsed.GetValue(specs) is { } path)
            return new(shell.Full(path), () => Repository.LoadAsked(shell, path), parsed.GetValue(builtIn) ? shell.BuiltIn() : [], applied);
        return fromRepository && Repository.Find(shell.Directory) is { } repository && Directory.Exists(repository.Specs)
            ? new(repository.Specs, () => Repository.Load(shell, repository.Specs), [], applied) : new(null, static () => [], shell.BuiltIn(), applied);
    }
}

/// <summary>Specs on disk, which may change, built-in specs, and overlays of either.</summary>
/// <param name="Path">The path of the specs on disk; null if there are none.</param>
/// <param name="OnDisk">Reads the specs on disk each time.</param>
internal sealed record SpecSource(string? Path, Func<IReadOnlyList<SpecFiles>> OnDisk, IReadOnlyList<SpecFiles> Fixed, OverlayFiles Overlays)
{
    /// <summary>The paths of everything that may change.</summary>
    public IReadOnlyList<string> Changing => [.. Path is null ? [] : new[] { Path }, .. Overlays.Paths];

    /// <summary>Reads the specs on disk and the overlays each time.</summary>
    public IReadOnlyList<SpecFiles> All() => Overlays.AddTo([.. Fixed, .. OnDisk()]);
}
