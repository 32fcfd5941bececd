using LogoutContracts.Drift.Facts;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Drift.Claims;

/// <summary>A fact that a contract has from its document.</summary>
/// <param name="Name">The method, path, header, parameter, status, media type or heading; for an example its body.</param>
/// <param name="At">The place in the spec.</param>
internal sealed record Claim(FactKind Kind, string Name, Operation? Operation, Position At)
{
    /// <summary>Unique in a contract, such as <c>logout.header.X-Auth-Token</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What to look for, if not the name.</summary>
    public string Token { get; init; } = "";

    /// <summary>The body of an example.</summary>
    public ClaimedExample? Example { get; init; }
}
