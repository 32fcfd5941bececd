using LogoutContracts.Mocks.Diagrams;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Page.Drawing;

/// <summary>A diagram with positions, in pixels from the upper left corner.</summary>
internal sealed record PlacedDiagram(Diagram Diagram, int Width, int Height, ValueList<PlacedNode> Nodes, ValueList<PlacedEdge> Edges);

/// <summary>A box.</summary>
/// <param name="Lines">Its text, broken so that it fits.</param>
internal sealed record PlacedNode(DiagramNode Node, Box Box, ValueList<string> Lines);

/// <summary>An arrow.</summary>
/// <param name="Points">Its corners; the last is its tip.</param>
/// <param name="LabelBox">Where its label is; null if it has none.</param>
internal sealed record PlacedEdge(DiagramEdge Edge, ValueList<Corner> Points, Box? LabelBox, ValueList<string> Label);

internal readonly record struct Corner(int X, int Y);

internal sealed record Box(int X, int Y, int Width, int Height)
{
    public int Right => X + Width;

    public int Bottom => Y + Height;

    public int CenterX => X + (Width / 2);

    public int CenterY => Y + (Height / 2);
}
