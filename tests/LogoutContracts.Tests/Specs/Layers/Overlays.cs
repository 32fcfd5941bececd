using System.Text;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Tests.Specs.Layers;

/// <summary>
/// What the actions of an overlay do to a tree. The tests of the command line show that the contract is read from that tree.
/// </summary>
public sealed class Overlays
{
    private const string Spec = """
        a: { b: { c: 1, d: two }, list: [1, { x: 1, name: one }, { x: 2, name: two }] }
        tags: [{ name: one }, { name: two }, { name: three }]
        text: old
        """;

    [TestCase(
        "- { target: $.a.b, update: { c: 2, e: null } }",
        """{"b":{"c":2,"d":"two","e":null},"list":[1,{"x":1,"name":"one"},{"x":2,"name":"two"}]}""",
        TestName = "Maps are merged, and scalars are replaced")]
    [TestCase(
        "- { target: $, update: { a: { b: { f: { g: 1 } } } } }",
        """{"b":{"c":1,"d":"two","f":{"g":1}},"list":[1,{"x":1,"name":"one"},{"x":2,"name":"two"}]}""",
        TestName = "The root can be updated")]
    [TestCase(
        "- { target: $.a, update: { list: [2, 3] } }",
        """{"b":{"c":1,"d":"two"},"list":[1,{"x":1,"name":"one"},{"x":2,"name":"two"},2,3]}""",
        TestName = "A list is appended to a list")]
    [TestCase(
        "- { target: $.a.list, update: [2, 3] }", """{"b":{"c":1,"d":"two"},"list":[1,{"x":1,"name":"one"},{"x":2,"name":"two"},2,3]}""",
        TestName = "A list is appended to a selected list")]
    [TestCase(
        "- { target: $.a.list, update: { x: 3 } }",
        """{"b":{"c":1,"d":"two"},"list":[1,{"x":1,"name":"one"},{"x":2,"name":"two"},{"x":3}]}""",
        TestName = "A map is one item for a selected list")]
    [TestCase(
        "- { target: $.a.list, update: 4 }", """{"b":{"c":1,"d":"two"},"list":[1,{"x":1,"name":"one"},{"x":2,"name":"two"},4]}""",
        TestName = "A scalar is one item for a selected list")]
    [TestCase(
        "- { target: '$.a.list[?@.x > 0]', update: { name: new } }",
        """{"b":{"c":1,"d":"two"},"list":[1,{"x":1,"name":"new"},{"x":2,"name":"new"}]}""",
        TestName = "Every selected node is updated")]
    [TestCase(
        "- { target: '$.a.list[1,2]', remove: true }", """{"b":{"c":1,"d":"two"},"list":[1]}""",
        TestName = "Every selected node is removed")]
    [TestCase(
        "- { target: '$.a.list[2,1,1]', remove: true }", """{"b":{"c":1,"d":"two"},"list":[1]}""",
        TestName = "The order of selection does not matter for removal")]
    [TestCase("- { target: '$.a..[?@.x]', remove: true }", """{"b":{"c":1,"d":"two"},"list":[1]}""", TestName = "Descendants are removed")]
    [TestCase(
        "- { target: $.a.b, update: { c: { deep: [1] }, d: [2] } }",
        """{"b":{"c":{"deep":[1]},"d":[2]},"list":[1,{"x":1,"name":"one"},{"x":2,"name":"two"}]}""",
        TestName = "A scalar is replaced by a map or a list")]
    [TestCase(
        "- { target: $.a.list, remove: true }\n- { target: $.a, update: { list: [5] } }", """{"b":{"c":1,"d":"two"},"list":[5]}""",
        TestName = "A list is removed, then written")]
    [TestCase(
        "- { target: $.a.b, update: { new: {} } }\n- { target: $.a.b.new, update: { x: 1 } }",
        """{"b":{"c":1,"d":"two","new":{"x":1}},"list":[1,{"x":1,"name":"one"},{"x":2,"name":"two"}]}""",
        TestName = "An action sees what earlier ones wrote")]
    public void Actions_change_the_tree(string actions, string expected) => Apply(actions)["a"]!.ToJson().Should().Be(expected);

    [Test]
    public void Overlays_are_applied_in_order()
    {
        var problems = new List<Diagnostic>();
        var root = SpecTree.Of(
            new(new("spec.yaml", Bytes(Spec)), null)
            {
                Overlays = [Overlay("- { target: $.a.b, update: { c: 2 } }"), Overlay("- { target: '$.a[?@.c == 2]', update: { c: 3 } }")],
            },
            problems);

        problems.Should().BeEmpty();
        root!["a"]!.ToJson().Should().StartWith("""{"b":{"c":3,""");
    }

    [Test]
    public void A_node_keeps_its_file_and_position_and_knows_what_it_was_applied_to()
    {
        var b = (MapNode)((MapNode)Apply("- { target: $.a.b, update: { c: 2, e: { f: 1 } } }")["a"]!)["b"]!;

        b.At.File.Should().BeNull("the map is still the one of the spec");
        b["d"]!.At.File.Should().BeNull();
        b["c"]!.At.Should().BeEquivalentTo(new { File = "fix.overlay.yaml", Line = 5, Column = 33 });
        b["c"]!.At.AppliedTo.Should().BeEquivalentTo(new { File = "spec.yaml", Line = 1, Column = 11 }, "it replaces the scalar there");
        ((MapNode)b["e"]!)["f"]!.At.AppliedTo.Should()
            .BeEquivalentTo(new { File = "spec.yaml", Line = 1, Column = 6 }, "it is added to the map there");
    }

    [TestCase("openapi.yaml", ExpectedResult = "0 1 2")]
    [TestCase("rocketchat/openapi.yaml", ExpectedResult = "0 2")]
    [TestCase("specs/rocketchat/openapi.yaml", ExpectedResult = "0")]
    [TestCase("./specs/rocketchat/openapi.yaml", ExpectedResult = "0")]
    [TestCase("../specs/rocketchat/openapi.yaml", ExpectedResult = "0")]
    [TestCase("../../elsewhere/rocketchat/openapi.yaml", ExpectedResult = "2")]
    [TestCase("edin/../rocketchat/openapi.yaml", ExpectedResult = "0 2")]
    [TestCase("at/openapi.yaml", ExpectedResult = "")]
    [TestCase("/home/specs/rocketchat/openapi.yaml", ExpectedResult = "0")]
    [TestCase("home/specs/rocketchat", ExpectedResult = "")]
    public string Extends_is_a_path_from_the_overlay_or_the_end_of_the_specs_path(string extends) =>
        string.Join(' ', OverlayTarget.Among(
            extends,
            "/home/overlays/fix.overlay.yaml",
            ["/home/specs/rocketchat/openapi.yaml", "/home/specs/edin/openapi.yaml", "/elsewhere/rocketchat/openapi.yaml"]));

    [Test]
    public void A_spec_beside_the_overlay_comes_before_others_of_that_name() =>
        OverlayTarget.Among(
            "openapi.yaml", "/home/specs/edin/fix.overlay.yaml", ["/home/specs/rocketchat/openapi.yaml", "/home/specs/edin/openapi.yaml"])
            .Should().Equal(1);

    [Test]
    public void What_an_overlay_extends_is_read_without_the_spec()
    {
        SpecReader.ExtendsOf(Overlay("- { target: $.none, remove: true }")).Require().Should().Be("spec.yaml");
        SpecReader.ExtendsOf(new("none.yaml", Bytes("overlay: 1.0.0"))).Diagnostics.Should().NotBeEmpty();
    }

    private static MapNode Apply(string actions)
    {
        var problems = new List<Diagnostic>();
        var root = SpecTree.Of(new(new("spec.yaml", Bytes(Spec)), null) { Overlays = [Overlay(actions)] }, problems);
        problems.Should().BeEmpty();
        return root!;
    }

    private static LogoutContracts.Specs.Reading.Documents.TextFile Overlay(string actions) =>
        new("fix.overlay.yaml", Bytes(
            $"overlay: 1.0.0\ninfo: {{ title: Fix, version: 1.0.0 }}\nextends: spec.yaml\nactions:\n{actions}\n"));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
