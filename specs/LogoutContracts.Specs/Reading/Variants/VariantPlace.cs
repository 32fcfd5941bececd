using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Reading.Variants;

/// <summary>What the variants of one place (an operation, or a path) share while they are read.</summary>
/// <param name="Responses">The operation's; null on a path.</param>
/// <param name="Source">The operation, or the path.</param>
/// <param name="Methods">Those that the path declares; null on an operation.</param>
internal sealed record VariantPlace(string Operation, DefaultRequest Default, MapNode? Responses, SessionUse Session, MapNode Source, IReadOnlyCollection<string>? Methods);
