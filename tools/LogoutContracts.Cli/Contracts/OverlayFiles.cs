using LogoutContracts.Cli.Context;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Reading.Documents;

namespace LogoutContracts.Cli.Contracts;

/// <summary>The files of <c>--overlay</c>, in order.</summary>
/// <param name="asked">The ids of the selected contracts; empty for all.</param>
internal sealed class OverlayFiles(CommandContext context, IReadOnlyList<string> paths, IReadOnlyCollection<string> asked)
{
    public bool Any => paths.Count > 0;

    /// <summary>The full paths of the files.</summary>
    public IEnumerable<string> Paths => paths.Select(context.Full);

    /// <summary>Reads the overlays, and adds each to the spec that it extends.</summary>
    /// <exception cref="UserErrorException">An overlay cannot be read, or does not extend exactly one selected contract.</exception>
    public IReadOnlyList<SpecFiles> AddTo(IReadOnlyList<SpecFiles> specs)
    {
        var selected = specs.Where(IsSelected).ToList();
        if (paths.Count == 0 || selected.Count == 0)
            return specs;
        var overlays = paths.Select(Load).ToList();
        var read = overlays.Select(SpecReader.ExtendsOf).ToList();
        if (read.SelectMany(extends => extends.Diagnostics).ToList() is { Count: > 0 } problems)
            throw ContractErrors.BadSpecs(problems);
        var extended = overlays.Zip(read, (overlay, extends) => SpecOf(overlay, extends.Require(), selected))
            .Zip(overlays).ToLookup(pair => pair.First, pair => pair.Second, ReferenceEqualityComparer.Instance);
        return [.. specs.Select(spec => spec with { Overlays = [.. spec.Overlays, .. extended[spec]] })];
    }

    private bool IsSelected(SpecFiles spec) =>
        asked.Count == 0 || asked.Contains(ContractReader.IdOf(context, spec), StringComparer.Ordinal);

    private SpecFiles SpecOf(TextFile overlay, string extends, List<SpecFiles> specs)
    {
        var found = OverlayTarget.Among(extends, context.Full(overlay.Name), [.. specs.Select(spec => context.Full(spec.Spec.Name))]);
        return found switch
        {
            [var only] => specs[only],
            [] => throw ContractErrors.OverlayOfNone(overlay.Name, extends, [.. specs.Select(spec => spec.Spec.Name)]),
            _ => throw ContractErrors.OverlayOfSeveral(overlay.Name, extends, [.. found.Select(index => specs[index].Spec.Name)]),
        };
    }

    private TextFile Load(string path)
    {
        var full = context.Full(path);
        if (!File.Exists(full))
            throw ContractErrors.NoOverlay(path);
        try
        {
            return new(context.Shown(full), InputFile.Read(full));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommonErrors.File(context.Shown(full), e);
        }
    }
}
