using System.CommandLine;
using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Git;
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

    private readonly Option<string[]> overlays = OverlayOption();

    public IEnumerable<Option> All => [specs, builtIn, overlays];

    public static Option<string[]> OverlayOption() => new("--overlay")
    {
        HelpName = "FILE",
        Description = "OpenAPI Overlay 1.0 file to apply to the spec that its 'extends' names; repeatable, applied in order",
    };

    /// <summary>Whether the command line says where contracts come from.</summary>
    public bool IsGiven(ParseResult parsed) =>
        parsed.GetValue(specs) is not null || parsed.GetValue(builtIn) || parsed.GetValue(overlays) is { Length: > 0 };

    /// <summary>Whether the arguments name a file or a commit instead of contracts, as if it were given with <c>--specs</c>.</summary>
    public bool IsFile(CommandContext context, ParseResult parsed, IReadOnlyCollection<string> asked) =>
        parsed.GetValue(specs) is null && asked.Count == 1 && asked.First() is var only
        && (GitSource.IsOne(only) || (only.Contains('.', StringComparison.Ordinal) && File.Exists(context.Full(only))));

    /// <param name="asked">The ids of the selected contracts, or a file; empty for all contracts.</param>
    /// <param name="fromRepository">Without --specs, use the specs of the surrounding clone, if any, instead of the built-in ones.</param>
    /// <param name="load">Reads the specs at a path that the user gave; null for <see cref="Repository.LoadAsked"/>.</param>
    public SpecSource Choose(
        CommandContext context, ParseResult parsed, IReadOnlyCollection<string> asked, bool fromRepository = false,
        Func<CommandContext, string, IReadOnlyList<SpecFiles>>? load = null)
    {
        var file = IsFile(context, parsed, asked) ? asked.First() : null;
        var applied = new OverlayFiles(context, parsed.GetValue(overlays) ?? [], file is null ? asked : []);
        if ((file ?? parsed.GetValue(specs)) is { } path)
        {
            IReadOnlyList<SpecFiles> others = parsed.GetValue(builtIn) ? context.BuiltIn() : [];
            return GitSource.IsOne(path)
                ? new(null, static () => [], [.. others, .. Read()], applied)
                : new(context.Full(path), Read, others, applied);

            IReadOnlyList<SpecFiles> Read() => (load ?? Repository.LoadAsked)(context, path);
        }

        return fromRepository && Repository.Find(context.Directory) is { } repository && Directory.Exists(repository.Specs)
            ? new(repository.Specs, () => Repository.Load(context, repository.Specs), [], applied)
            : new(null, static () => [], context.BuiltIn(), applied);
    }
}

/// <summary>Specs on disk, which may change, specs that do not change, and overlays of either.</summary>
/// <param name="Path">Path of the specs on disk; null if there are none.</param>
/// <param name="OnDisk">Reads the specs at <paramref name="Path"/> again at each call.</param>
internal sealed record SpecSource(
    string? Path, Func<IReadOnlyList<SpecFiles>> OnDisk, IReadOnlyList<SpecFiles> Fixed, OverlayFiles Overlays)
{
    /// <summary>Whether any files may change.</summary>
    public bool MayChange => Path is not null || Overlays.Any;

    /// <summary>Paths of the files and folders that may change.</summary>
    /// <param name="fullPathOf">The full path of a file, given its name in messages.</param>
    public IReadOnlyList<string> Changing(IEnumerable<SpecFiles> read, Func<string, string> fullPathOf) =>
        [.. new[] { Path }.OfType<string>().Concat(Overlays.Paths).Concat(read.SelectMany(spec => OutsidePath(spec, fullPathOf)))
            .Distinct(StringComparer.Ordinal)];

    // An OpenAPI file that a spec extends can be anywhere. It refers to files in its folder only.
    private static IEnumerable<string> OutsidePath(SpecFiles spec, Func<string, string> fullPathOf)
    {
        if ((spec.Base is null && spec.References.Count == 0) || GitSource.IsOne(spec.Spec.Name))
            return [];
        var openApi = spec.Base?.File ?? spec.Spec;
        return [spec.References.Count == 0 ? fullPathOf(openApi.Name) : System.IO.Path.GetDirectoryName(fullPathOf(openApi.Name))!];
    }

    /// <summary>Reads the specs on disk and the overlays again at each call.</summary>
    public IReadOnlyList<SpecFiles> All() => Overlays.AddTo([.. Fixed, .. OnDisk()]);
}
