using System.Text.Json;
using LogoutContracts.Mocks.Diagrams;
using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Admin;
using LogoutContracts.MockServer.Admin.Routes;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Page.Drawing;

/// <summary>Returns diagrams with positions, which the page draws, and as Mermaid.</summary>
internal static class DiagramRoutes
{
    private static readonly string[] Widths = ["narrow", "wide"];

    public static IEnumerable<AdminRoute> Of(LogoutMockServer server) =>
    [
        new("GET", $"{AdminRoute.Root}/diagrams", request =>
        {
            var query = AdminFields.OfQuery(request);
            var contract = ContractRoutes.Required(server.State, query);
            var operation = ContractRoutes.Operation(server.State, query, contract);
            var isNarrow = query.OptionalWord("width", Widths) is "narrow";
            if (query.Problem() is { } problem)
                return problem;
            var placed = operation is null
                ? StateLayout.Of(SessionDiagram.Of(contract!.Plan), isNarrow)
                : RuleLayout.Of(RuleDiagram.Of(contract!.Plan, operation), isNarrow);
            return AdminJson.Reply(json => Write(json, placed));
        }),
    ];

    private static void Write(Utf8JsonWriter json, PlacedDiagram placed)
    {
        json.WriteStartObject();
        json.WriteString("title", placed.Diagram.Title);
        json.WriteString("description", placed.Diagram.Description);
        json.WriteNumber("width", placed.Width);
        json.WriteNumber("height", placed.Height);
        json.WriteNumber("lineHeight", TextLines.LineHeight);
        json.WritePropertyName("nodes");
        json.WriteArray(placed.Nodes, WriteNode);
        json.WritePropertyName("edges");
        json.WriteArray(placed.Edges, WriteEdge);
        json.WriteString("mermaid", MermaidText.Of(placed.Diagram));
        json.WriteEndObject();
    }

    private static void WriteNode(Utf8JsonWriter json, PlacedNode placed)
    {
        json.WriteStartObject();
        json.WriteString("id", placed.Node.Id);
        json.WriteString("shape", placed.Node.Shape.InSpecWords());
        json.WriteString("variant", placed.Node.Variant);
        WriteTexts(json, "text", placed.Node.Lines);
        WriteTexts(json, "lines", placed.Lines);
        WriteBox(json, placed.Box);
        json.WriteEndObject();
    }

    private static void WriteEdge(Utf8JsonWriter json, PlacedEdge placed)
    {
        json.WriteStartObject();
        json.WriteString("from", placed.Edge.From);
        json.WriteString("to", placed.Edge.To);
        json.WriteBoolean("alternative", placed.Edge.IsAlternative);
        WriteTexts(json, "text", placed.Edge.Label);
        WriteTexts(json, "lines", placed.Label);
        json.WriteStartArray("points");
        foreach (var (x, y) in placed.Points)
        {
            json.WriteNumberValue(x);
            json.WriteNumberValue(y);
        }

        json.WriteEndArray();
        if (placed.LabelBox is { } box)
            WriteBox(json, box);
        else
            json.WriteNull("box");
        json.WriteEndObject();
    }

    private static void WriteBox(Utf8JsonWriter json, Box box)
    {
        json.WriteStartObject("box");
        json.WriteNumber("x", box.X);
        json.WriteNumber("y", box.Y);
        json.WriteNumber("width", box.Width);
        json.WriteNumber("height", box.Height);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, ValueList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
