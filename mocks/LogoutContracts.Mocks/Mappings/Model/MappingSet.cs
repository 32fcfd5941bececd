using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Mappings.Model;

/// <summary>The mappings of a folder.</summary>
/// <param name="Name">Names the folder in logs and in the admin API.</param>
/// <param name="Mappings">In the order in which they take precedence, if they have the same priority.</param>
public sealed record MappingSet(string Name, ValueList<StubMapping> Mappings);
