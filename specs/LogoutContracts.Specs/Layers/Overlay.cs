using LogoutContracts.Specs.Arazzo;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Layers;

/// <summary>An OpenAPI Overlay 1.0 document.</summary>
/// <param name="Extends">The spec that it is for.</param>
internal sealed record Overlay(string File, string Extends, Position ExtendsAt, ValueList<OverlayAction> Actions);

/// <summary>A change to the nodes that a JSONPath selects.</summary>
/// <param name="At">The position of the target.</param>
/// <param name="Query">The target as written.</param>
/// <param name="Update">What to merge into the selected nodes; null to remove them.</param>
internal sealed record OverlayAction(Position At, string Query, JsonPath Target, Node? Update);
