using LogoutContracts.Mocks.Diagrams;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Page.Drawing;

/// <summary>
/// Places states in layers from top to bottom. From the third layer on, each state has a column of its own, with the labels of its arrows
/// above it, so that no arrow crosses a box. If that is too wide for a phone, all states are below each other, and arrows that skip some go
/// along the left. Arrows that lead back go up on the right.
/// </summary>
internal sealed class StateLayout
{
    private const int Margin = 4;
    private const int Between = 16;
    private const int Bus = 16;
    private const int Tip = 16;
    private const int BackLane = 24;
    private const int SkipLane = 10;
    private const int Phone = 350;

    // Arrows start below the middle of a box, unless that would be a small kink.
    private const int Kink = 12;

    private readonly Diagram diagram;
    private readonly List<State> states;
    private readonly List<Arrow> forward;
    private readonly List<Arrow> back;
    private readonly bool isNarrow;

    private StateLayout(Diagram diagram, bool isNarrow)
    {
        (this.diagram, this.isNarrow) = (diagram, isNarrow);
        var (columns, ofLabels) = isNarrow ? (22, 15) : (34, 34);
        states = [.. diagram.Nodes.Select(node => new State(node, TextLines.Break(node.Lines, columns)))];
        List<Arrow> arrows = [.. diagram.Edges.Select(edge => new Arrow(
            edge, Find(edge.From), Find(edge.To), TextLines.Break(edge.Label, ofLabels)))];
        forward = arrows.FindAll(arrow => states.IndexOf(arrow.From) < states.IndexOf(arrow.To));
        back = arrows.FindAll(arrow => !forward.Contains(arrow));
    }

    /// <param name="isNarrow">Whether it must fit on a phone.</param>
    public static PlacedDiagram Of(Diagram diagram, bool isNarrow) => new StateLayout(diagram, isNarrow).Place();

    private PlacedDiagram Place()
    {
        foreach (var (i, state) in states.Index())
        {
            var before = forward.Where(arrow => arrow.To == state).Select(arrow => arrow.From.Layer).DefaultIfEmpty(-1).Max();
            state.Layer = i < 2 ? i : Math.Max(2, before + 1);
        }

        var width = PlaceColumns();
        if (isNarrow && width > Phone)
            width = Stack();
        var bottom = PlaceLayers();
        var edges = forward.ConvertAll(Forward);
        foreach (var arrow in back)
        {
            edges.Add(Back(arrow, width, bottom + Bus));
            width += BackLane + arrow.Width;
        }

        return new(
            diagram, width + Margin, bottom + (back.Count > 0 ? Bus : 0) + Margin,
            states.Select(state => new PlacedNode(state.Node, new(state.X, state.Y, state.Width, state.Height), state.Lines)).ToValueList(),
            edges.ToValueList());
    }

    /// <returns>The width of all columns.</returns>
    private int PlaceColumns()
    {
        var x = Margin;
        foreach (var state in states)
        {
            state.Width = Math.Max(state.Width, WidthOf(Into(state)));
            if (state.Layer < 2)
                continue;
            state.X = x;
            x = state.X + state.Width + Between;
        }

        var width = Math.Max(x - Between, states.Where(state => state.Layer < 2).Max(state => state.Width) + Margin);
        var shift = Math.Max(0, (width - (x - Between)) / 2);
        foreach (var state in states)
            state.X = state.Layer < 2 ? Margin + ((width - Margin - state.Width) / 2) : state.X + (x > Margin ? shift : 0);
        PlaceLabels();
        return width;
    }

    /// <returns>The width of the only column and the lanes on its left.</returns>
    private int Stack()
    {
        foreach (var (i, state) in states.Index())
            state.Layer = i;
        var skipping = forward.FindAll(arrow => arrow.Skips).Select(arrow => arrow.From).Distinct().ToList();
        foreach (var (i, state) in skipping.Index())
            state.Lane = Margin + (i * SkipLane);
        var (left, width) = (Margin + (skipping.Count * SkipLane), states.Max(state => state.Width));
        foreach (var state in states)
            state.X = left + ((width - state.Width) / 2);
        PlaceLabels();
        return left + width;
    }

    private void PlaceLabels()
    {
        foreach (var state in states)
        {
            var into = Into(state);
            var x = state.X + ((state.Width - WidthOf(into)) / 2);
            foreach (var arrow in into)
            {
                arrow.X = x;
                x += arrow.Width + Between;
            }
        }
    }

    private List<Arrow> Into(State state) => forward.FindAll(arrow => arrow.To == state);

    private static int WidthOf(List<Arrow> labels) => labels.Sum(label => label.Width) + (Math.Max(0, labels.Count - 1) * Between);

    /// <returns>The lower end of the last layer.</returns>
    private int PlaceLayers()
    {
        var y = Margin;
        for (var layer = 0; layer <= states.Max(state => state.Layer); layer++)
        {
            var inLayer = states.FindAll(state => state.Layer == layer);
            var into = forward.FindAll(arrow => inLayer.Contains(arrow.To));
            if (into.Count > 0)
            {
                y += Bus;
                foreach (var arrow in into)
                    arrow.Y = y;
                y += into.Max(arrow => arrow.Height) + Tip;
            }

            foreach (var state in inLayer)
                state.Y = y;
            y += inLayer.Select(state => state.Height).DefaultIfEmpty().Max();
        }

        return y;
    }

    private static PlacedEdge Forward(Arrow arrow)
    {
        var (from, x) = (arrow.From, arrow.X + (arrow.Width / 2));
        var (bottom, middle) = (from.Y + from.Height, from.X + (from.Width / 2));
        var (below, above) = (bottom + (Bus / 2), arrow.Y - (Bus / 2));
        var start = Math.Abs(middle - x) < Kink ? x : middle;
        ValueList<Corner> points = arrow.Skips && from.Lane is { } lane
            ? [new(middle, bottom), new(middle, below), new(lane, below), new(lane, above), new(x, above), new(x, arrow.To.Y)]
            : [new(start, bottom), new(start, below), new(x, below), new(x, arrow.To.Y)];
        return new(arrow.Edge, points, new(arrow.X, arrow.Y, arrow.Width, arrow.Height), arrow.Label);
    }

    private static PlacedEdge Back(Arrow arrow, int width, int bottom)
    {
        var (from, to) = (arrow.From, arrow.To);
        var (lane, top) = (width + BackLane + (arrow.Width / 2), to.Y + (to.Height / 2));
        return new(
            arrow.Edge,
            [
                new(from.X + (from.Width / 2), from.Y + from.Height), new(from.X + (from.Width / 2), bottom - (Bus / 2)),
                new(lane, bottom - (Bus / 2)), new(lane, top), new(to.X + to.Width, top),
            ],
            new(width + BackLane, ((bottom + top) / 2) - (arrow.Height / 2), arrow.Width, arrow.Height), arrow.Label);
    }

    private State Find(string id) => states.First(state => string.Equals(state.Node.Id, id, StringComparison.Ordinal));

    private sealed class State
    {
        public State(DiagramNode node, ValueList<string> lines)
        {
            (Node, Lines) = (node, lines);
            (Width, Height) = TextLines.Size(lines);
        }

        public DiagramNode Node { get; }

        public ValueList<string> Lines { get; }

        public int Layer { get; set; }

        /// <summary>Where arrows to states that are not in the next layer go along; null if they need no such place.</summary>
        public int? Lane { get; set; }

        public int X { get; set; }

        public int Y { get; set; }

        public int Width { get; set; }

        public int Height { get; }
    }

    private sealed class Arrow
    {
        public Arrow(DiagramEdge edge, State from, State to, ValueList<string> label)
        {
            (Edge, From, To, Label) = (edge, from, to, label);
            (Width, Height) = TextLines.Size(label);
        }

        public DiagramEdge Edge { get; }

        public State From { get; }

        public State To { get; }

        public ValueList<string> Label { get; }

        public bool Skips => To.Layer > From.Layer + 1;

        public int X { get; set; }

        public int Y { get; set; }

        public int Width { get; }

        public int Height { get; }
    }
}
