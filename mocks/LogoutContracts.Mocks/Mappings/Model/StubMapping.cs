using System.Text.Json;
using LogoutContracts.Mocks.Mappings.Matching;
using LogoutContracts.Mocks.Mappings.Responses;

namespace LogoutContracts.Mocks.Mappings.Model;

/// <summary>One mapping: which requests it matches, and how it answers.</summary>
/// <param name="Name">Shown in logs; null if the file does not name it.</param>
/// <param name="Priority">Of several mappings that match, the one with the lowest number answers.</param>
/// <param name="Place">File and line, for messages.</param>
/// <param name="Source">The mapping as JSON, as it was written.</param>
public sealed record StubMapping(
    Guid Id, string? Name, int Priority, MappingScenario? Scenario, RequestPattern Request, MappedResponse Response, string Place,
    JsonElement Source);
