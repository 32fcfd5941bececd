using LogoutContracts.Mocks.Mappings.Matching;

namespace LogoutContracts.Mocks.Mappings.Templates;

/// <summary>What a template can use.</summary>
/// <param name="Now">The server's time.</param>
/// <param name="Random">For random values.</param>
public sealed record TemplateContext(MappedRequest Request, DateTimeOffset Now, Random Random);
