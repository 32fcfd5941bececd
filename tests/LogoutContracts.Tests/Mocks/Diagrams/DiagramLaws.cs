using LogoutContracts.Mocks;
using LogoutContracts.Mocks.Diagrams;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Page.Drawing;
using LogoutContracts.Specs;

namespace LogoutContracts.Tests.Mocks.Diagrams;

/// <summary>What holds for every diagram of every contract, in every release, and over TLS.</summary>
public sealed class DiagramLaws
{
    private static IEnumerable<MockPlan> Plans => SpecCatalog.BuiltIn
        .SelectMany(contract => contract.Releases.Each.Select(release => MockPlanner.Plan(contract, release).Require()))
        .SelectMany(plan => new[] { plan, plan.OverTls() }).Concat(SamplePlans.All);

    private static IEnumerable<Diagram> All => Plans.SelectMany(ContractDiagrams.Of);

    [Test]
    public void The_rules_of_an_operation_show_each_variant_of_the_release_once()
    {
        foreach (var plan in Plans)
        {
            foreach (var operation in plan.Contract.Operations)
            {
                var held = plan.Variants.Where(variant =>
                    Same(variant.Operation, operation.Id) && variant.Variant.HoldsIn(plan.Release));
                RuleDiagram.Of(plan, operation.Id).Nodes.Select(node => node.Variant).OfType<string>()
                    .Should().BeEquivalentTo(held.Select(variant => variant.Name), $"{plan.Contract.Id} {plan.Release} {operation.Id}");
            }
        }
    }

    [Test]
    public void Rules_are_in_order_of_precedence()
    {
        foreach (var plan in Plans)
        {
            foreach (var (operation, variants) in plan.Paths.SelectMany(path => path.Operations))
            {
                var diagram = RuleDiagram.Of(plan, operation.Id);
                var expected = variants.Where(variant => variant.IsDefault || variant.Limit is not null).Select(variant => variant.Name);

                AnswersInOrder(diagram).Should().Equal(expected, $"{plan.Contract.Id} {plan.Release} {operation.Id}");
            }
        }
    }

    [Test]
    public void Every_box_is_reached_and_every_arrow_has_two_ends()
    {
        foreach (var diagram in All)
        {
            var reached = new HashSet<string>(StringComparer.Ordinal) { diagram.Nodes[0].Id };
            for (var before = 0; before < reached.Count;)
            {
                before = reached.Count;
                reached.UnionWith(diagram.Edges.Where(edge => reached.Contains(edge.From)).Select(edge => edge.To));
            }

            reached.Should().BeEquivalentTo(diagram.Nodes.Select(node => node.Id), diagram.Title);
        }
    }

    [Test]
    public void Boxes_and_labels_do_not_overlap_and_fit([Values] bool isNarrow)
    {
        foreach (var diagram in All)
        {
            var placed = diagram.Operation is null ? StateLayout.Of(diagram, isNarrow) : RuleLayout.Of(diagram, isNarrow);
            placed.Nodes.Select(node => node.Node).Should().BeEquivalentTo(diagram.Nodes);
            placed.Edges.Select(edge => edge.Edge).Should().BeEquivalentTo(diagram.Edges);
            var boxes = placed.Nodes.Select(node => (Of: node.Node.Id, node.Box)).Concat(placed.Edges
                .Where(edge => edge.LabelBox is not null && diagram.Operation is null)
                .Select(edge => (Of: $"{edge.Edge.From}-{edge.Edge.To}", Box: edge.LabelBox!))).ToList();
            foreach (var (of, box) in boxes)
            {
                box.Should().Match<Box>(box => box.X >= 0 && box.Y >= 0 && box.Right <= placed.Width && box.Bottom <= placed.Height);
                boxes.Where(other => !Same(other.Of, of) && Overlaps(other.Box, box))
                    .Select(other => $"{diagram.Title}: {of} and {other.Of}").Should().BeEmpty();
            }

            placed.Nodes.Where(node => node.Lines.Any(line => TextLines.Size([line]).Width > node.Box.Width)).Should().BeEmpty();
            if (isNarrow && diagram.Contract is not "none")
                placed.Width.Should().BeLessThanOrEqualTo(390 - 32, $"{diagram.Title} fits between the margins of the page");
        }
    }

    /// <summary>The answers of the operation's own rules.</summary>
    private static IEnumerable<string?> AnswersInOrder(Diagram diagram)
    {
        for (var edge = OutOf(diagram, diagram.Nodes[0].Id).FirstOrDefault(); edge is not null;)
        {
            var node = diagram.Nodes.First(node => Same(node.Id, edge.To));
            if (node.Shape != DiagramShape.Decision)
            {
                yield return node.Variant;
                yield break;
            }

            var (yes, no) = (OutOf(diagram, node.Id).First(), OutOf(diagram, node.Id).ElementAtOrDefault(1));
            yield return diagram.Nodes.First(node => Same(node.Id, yes.To)).Variant;
            edge = no;
        }
    }

    private static IEnumerable<DiagramEdge> OutOf(Diagram diagram, string id) =>
        diagram.Edges.Where(edge => Same(edge.From, id) && !edge.IsAlternative);

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.Ordinal);

    private static bool Overlaps(Box one, Box other) =>
        one.X < other.Right && other.X < one.Right && one.Y < other.Bottom && other.Y < one.Bottom;
}
