using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;

namespace LogoutContracts.Specs.Layers;

/// <summary>The files from which a contract is built, except its workflows.</summary>
/// <param name="Spec">An OpenAPI file, or a contract overlay.</param>
/// <param name="Base">The OpenAPI file that <paramref name="Spec"/> extends; null if that is not a contract overlay.</param>
/// <param name="References">The files that the OpenAPI file refers to, directly or not.</param>
/// <param name="Preset">The preset in a file that the spec names; null if it names none.</param>
/// <param name="Overlays">The overlays to apply to the result, in this order.</param>
internal sealed record LayerFiles(
    TextFile Spec, ReferencedFile? Base, ValueList<ReferencedFile> References, ReferencedFile? Preset, ValueList<TextFile> Overlays);
