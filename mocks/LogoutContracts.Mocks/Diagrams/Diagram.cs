using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Diagrams;

/// <summary>Boxes and the arrows between them, without positions.</summary>
/// <param name="Contract">The id of the contract.</param>
/// <param name="Operation">The id of the operation whose rules it shows; null if it shows the states of the contract's sessions.</param>
/// <param name="Nodes">In reading order; the first is where a reader starts.</param>
public sealed record Diagram(
    string Contract, string? Operation, string Title, string Description, ValueList<DiagramNode> Nodes, ValueList<DiagramEdge> Edges);

/// <summary>A box.</summary>
/// <param name="Id">A letter and a number, unique in the diagram.</param>
/// <param name="Lines">Its text: visible characters only.</param>
public sealed record DiagramNode(string Id, DiagramShape Shape, ValueList<string> Lines)
{
    /// <summary>The name of the variant that an answer belongs to; null for other boxes.</summary>
    public string? Variant { get; init; }
}

/// <summary>An arrow.</summary>
/// <param name="From">The id of a node.</param>
/// <param name="To">The id of a node.</param>
/// <param name="Label">Empty if it has none.</param>
public sealed record DiagramEdge(string From, string To, ValueList<string> Label)
{
    /// <summary>Whether the arrow leads to another possible answer instead of to the next step.</summary>
    public bool IsAlternative { get; init; }
}

/// <summary>What a box stands for.</summary>
public enum DiagramShape
{
    /// <summary>Where a reader starts.</summary>
    Start,

    /// <summary>A rule, which matches a request or does not.</summary>
    Decision,

    Answer,

    /// <summary>A state of a session.</summary>
    State,
}
