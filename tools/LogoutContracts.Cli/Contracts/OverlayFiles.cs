using LogoutContracts.Cli.Context;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;

namespace LogoutContracts.Cli.Contracts;

/// <summary>The files of <c>--overlay</c>, in order.</summary>
/// <param name="asked">The ids of the selected contracts; empty for all.</param>
internal sealed class OverlayFiles(CommandContext shell, IReadOnlyList<string> paths, IReadOnlyCollection<string> asked)
{
    public bool Any => paths.Count > 0;

    /// <summary>The full paths of the files.</summary>
    public IEnumerable<string> Paths => paths.Select(shell.Full);

    /// <summary>Reads the overlays, and adds each to the spec that it extends.</summary>
    /// <exception cref="UserErrorException">An overlay cannot be read, or does not extend exactly one selected contract.</exception>
    public IReadOnlyList<SpecFiles> AddTo(IReadOnlyList<SpecFiles> specs)
    {
        List<SpecFiles> selected = [.. specs.Where(spec => asked.Count == 0 || asked.Contains(ContractReader.IdOf(shell, spec), StringComparer.Ordinal))];
        if (paths.Count == 0 || selected.Count == 0)
            return specs;
        var overlays = paths.Select(Load).ToList();
        var read = overlays.Select(SpecReader.ExtendsOf).ToList();
        if (read.SelectMany(extends => extends.Diagnostics).ToList() is { Count: > 0 } problems)
            throw ContractErrors.BadSpecs(problems);
        var extended = overlays.Zip(read, (overlay, extends) => (Overlay: overlay, Spec: SpecOf(overlay, extends.Require(), selected))).ToList();
        return [.. specs.Select(spec => spec with { Overlays = [.. spec.Overlays, .. extended.Where(pair => ReferenceEquals(pair.Spec, spec)).Select(pair => pair.Overlay)] })];
    }

    private SpecFiles SpecOf(TextFile overlay, string extends, List<SpecFiles> specs)
    {
        var found = OverlayTarget.Among(extends, shell.Full(overlay.Name), [.. specs.Select(spec => shell.Full(spec.Spec.Name))]);
        return found switch
        {
            [var only] => specs[only],
            [] => throw ContractErrors.OverlayOfNone(overlay.Name, extends, [.. specs.Select(spec => spec.Spec.Name)]),
            _ => throw ContractErrors.OverlayOfSeveral(overlay.Name, extends, [.. found.Select(index => specs[index].Spec.Name)]),
        };
    }

    private TextFile Load(string path)
    {
        var full = shell.Full(path);
        if (!File.Exists(full))
            throw ContractErrors.NoOverlay(path);
        try
        {
            return new(shell.Shown(full), File.ReadAllBytes(full));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommonErrors.File(shell.Shown(full), e);
        }
    }
}
