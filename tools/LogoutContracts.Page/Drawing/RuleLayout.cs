using LogoutContracts.Mocks.Diagrams;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Page.Drawing;

/// <summary>
/// Places the rules of an operation: decisions below each other in order of precedence, each with its answer on the right, and below that
/// the answers that are possible instead.
/// </summary>
internal sealed class RuleLayout
{
    private const int Margin = 4;
    private const int Gap = 30;
    private const int BetweenAnswers = 14;
    private const int Lane = 14;
    private const int Yes = 40;

    private readonly Diagram diagram;
    private readonly int columns;
    private readonly Dictionary<string, (ValueList<string> Lines, int Width, int Height)> sizes;
    private readonly List<PlacedNode> nodes = [];
    private readonly List<PlacedEdge> edges = [];
    private readonly Dictionary<string, Box> boxes = new(StringComparer.Ordinal);
    private readonly int left;
    private readonly int decisionWidth;
    private readonly int answerX;
    private readonly int answerWidth;
    private int y = Margin;

    private RuleLayout(Diagram diagram, bool isNarrow)
    {
        this.diagram = diagram;
        var (ofDecisions, ofAnswers) = isNarrow ? (19, 14) : (44, 36);
        columns = ofDecisions + ofAnswers;
        sizes = diagram.Nodes.ToDictionary(node => node.Id, node => Sized(node, node.Shape switch
        {
            DiagramShape.Start => columns,
            DiagramShape.Decision => ofDecisions,
            _ => ofAnswers,
        }), StringComparer.Ordinal);
        decisionWidth = WidestOf(DiagramShape.Decision);
        answerWidth = WidestOf(DiagramShape.Answer);
        left = Margin + (OutOf(diagram.Nodes[0].Id).Count > 1 ? Lane : 0);
        answerX = left + (decisionWidth == 0 ? 0 : decisionWidth + Yes);
    }

    /// <param name="isNarrow">Whether it must fit on a phone.</param>
    public static PlacedDiagram Of(Diagram diagram, bool isNarrow) => new RuleLayout(diagram, isNarrow).Place();

    private PlacedDiagram Place()
    {
        var start = diagram.Nodes[0];
        Add(start, left, y, Math.Max(decisionWidth, sizes[start.Id].Width));
        foreach (var (i, edge) in OutOf(start.Id).Where(edge => !edge.IsAlternative).Index())
            Chain(edge, isFirst: i == 0);
        var lane = diagram.Edges.Any(edge => edge.IsAlternative) ? answerX + answerWidth + Lane : 0;
        var width = Math.Max(boxes.Values.Max(box => box.Right), lane);
        return new(diagram, width + Margin, boxes.Values.Max(box => box.Bottom) + Margin, nodes.ToValueList(), edges.ToValueList());
    }

    /// <summary>Places a decision or answer, and all that come after it.</summary>
    private void Chain(DiagramEdge into, bool isFirst)
    {
        y = boxes.Values.Max(box => box.Bottom) + Gap;
        for (var edge = into; ;)
        {
            var node = NodeOf(edge.To);
            var (above, isDecision) = (boxes[edge.From], node.Shape == DiagramShape.Decision);
            var box = Add(node, left, y, isDecision ? decisionWidth : Math.Max(decisionWidth, sizes[node.Id].Width));
            if (ReferenceEquals(edge, into) && !isFirst)
                AlongLeft(edge, above, box);
            else
                Down(edge, above, box);
            if (!isDecision)
            {
                Alternatives(node, box);
                return;
            }

            var (yes, no) = (OutOf(node.Id)[0], OutOf(node.Id).ElementAtOrDefault(1));
            var answer = NodeOf(yes.To);
            var answerBox = Add(answer, answerX, y, answerWidth);
            var height = Math.Min(box.Height, answerBox.Height) / 2;
            Connect(
                yes, [new(box.Right, y + height), new(answerX, y + height)], box.Right - 4, y + height - TextLines.LineHeight - 1);
            Alternatives(answer, answerBox);
            if (no is null)
                return;
            y = Math.Max(boxes[node.Id].Bottom, boxes.Values.Max(box => box.Bottom)) + Gap - 4;
            edge = no;
        }
    }

    private void Alternatives(DiagramNode answer, Box box)
    {
        foreach (var edge in OutOf(answer.Id).Where(edge => edge.IsAlternative))
        {
            var alternative = NodeOf(edge.To);
            var above = boxes.Values.Where(other => other.X == box.X).Max(other => other.Bottom);
            var placed = Add(alternative, box.X, above + BetweenAnswers, box.Width);
            var lane = box.Right + (Lane / 2);
            Connect(
                edge,
                [new(box.Right, box.CenterY), new(lane, box.CenterY), new(lane, placed.CenterY), new(placed.Right, placed.CenterY)], 0, 0);
            Alternatives(alternative, placed);
        }
    }

    private void Down(DiagramEdge edge, Box above, Box box)
    {
        var x = Math.Min(above.CenterX, left + (decisionWidth == 0 ? above.Width / 2 : decisionWidth / 2));
        Connect(edge, [new(x, above.Bottom), new(x, box.Y)], x + 2, box.Y - TextLines.LineHeight - 8);
    }

    private void AlongLeft(DiagramEdge edge, Box above, Box box) => Connect(
        edge,
        [new(above.X, above.CenterY), new(Margin, above.CenterY), new(Margin, box.CenterY), new(box.X, box.CenterY)],
        left, box.Y - TextLines.LineHeight - 6);

    private void Connect(DiagramEdge edge, ValueList<Corner> points, int labelX, int labelY)
    {
        var (width, _) = TextLines.Size(edge.Label);
        edges.Add(new(
            edge, points, edge.Label.Count == 0 ? null : new(labelX, labelY, width, TextLines.LineHeight * edge.Label.Count), edge.Label));
    }

    private Box Add(DiagramNode node, int x, int top, int width)
    {
        var box = new Box(x, top, width, sizes[node.Id].Height);
        boxes.Add(node.Id, box);
        nodes.Add(new(node, box, sizes[node.Id].Lines));
        return box;
    }

    private DiagramNode NodeOf(string id) => diagram.Nodes.First(node => string.Equals(node.Id, id, StringComparison.Ordinal));

    private List<DiagramEdge> OutOf(string id) =>
        [.. diagram.Edges.Where(edge => string.Equals(edge.From, id, StringComparison.Ordinal)).OrderBy(edge => edge.IsAlternative)];

    private int WidestOf(DiagramShape shape) =>
        diagram.Nodes.Where(node => node.Shape == shape).Select(node => sizes[node.Id].Width).DefaultIfEmpty().Max();

    private static (ValueList<string> Lines, int Width, int Height) Sized(DiagramNode node, int most)
    {
        var lines = TextLines.Break(node.Lines, most);
        var (width, height) = TextLines.Size(lines);
        return (lines, width, height);
    }
}
