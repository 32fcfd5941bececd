using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;

namespace LogoutContracts.Specs;

/// <summary>The contents of a contract's files.</summary>
/// <param name="Spec">The OpenAPI file with <c>x-contract</c>, or a contract overlay, which extends an OpenAPI file.</param>
public sealed record SpecFiles(TextFile Spec, TextFile? Workflows)
{
    /// <summary>The overlays to apply to the spec, in this order.</summary>
    public ValueList<TextFile> Overlays { get; init; } = [];

    /// <summary>The OpenAPI file that <see cref="Spec"/> extends; null if that is not a contract overlay.</summary>
    public ReferencedFile? Base { get; init; }

    /// <summary>The files that the OpenAPI file refers to, directly or not.</summary>
    public ValueList<ReferencedFile> References { get; init; } = [];

    /// <summary>The preset in a file that the spec names; null if it names none.</summary>
    public ReferencedFile? Preset { get; init; }

    /// <summary>All files that could be read.</summary>
    public IEnumerable<TextFile> All =>
    [
        Spec, .. Only(Base?.File), .. Only(Preset?.File), .. References.SelectMany(reference => Only(reference.File)), .. Only(Workflows),
        .. Overlays,
    ];

    /// <summary>The same files with other names, which messages show.</summary>
    public SpecFiles Renamed(Func<string, string> nameOf)
    {
        return new(Named(Spec)!, Named(Workflows))
        {
            Overlays = Overlays.Select(overlay => Named(overlay)!).ToValueList(),
            Base = Base is null ? null : Base with { File = Named(Base.File) },
            Preset = Preset is null ? null : Preset with { File = Named(Preset.File) },
            References = References.Select(reference => reference with { File = Named(reference.File) }).ToValueList(),
        };

        TextFile? Named(TextFile? file) => file is null ? null : file with { Name = nameOf(file.Name) };
    }

    private static IEnumerable<TextFile> Only(TextFile? file) => file is null ? [] : [file];
}
