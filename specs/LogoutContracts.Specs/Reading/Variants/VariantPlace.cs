using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Reading.Variants;

/// <summary>The operation or path whose variants are being read.</summary>
/// <param name="Responses">The responses of the operation; null on a path.</param>
/// <param name="Source">The node of the operation or path.</param>
/// <param name="Methods">The methods that the path declares; null on an operation.</param>
internal sealed record VariantPlace(
    string Operation, DefaultRequest Default, MapNode? Responses, SessionUse Session, MapNode Source, IReadOnlyCollection<string>? Methods);
