using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Schemas.Reading;

/// <summary>
/// Compiles nodes into schemas. Schemas for the same value (allOf, $ref) are compiled immediately; meeting a schema that is still being
/// compiled means a cycle. Schemas for parts of the value (properties, items) are queued, because recursion is allowed there.
/// </summary>
internal sealed class SchemaCompiler : ISubschemas
{
    // Compiling and validating are recursive, so the depth must be limited.
    private const int MaxChain = 32;

    private readonly MapNode document;
    private readonly DiagnosticList problems;
    private readonly Dictionary<Node, JsonSchema> schemas = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Node> started = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Node> unfinished = new(ReferenceEqualityComparer.Instance);
    private readonly Queue<Waiting> waiting = [];

    private SchemaCompiler(MapNode document, DiagnosticList problems)
    {
        this.document = document;
        this.problems = problems;
    }

    /// <returns>The schema, or null if there are errors, which are added to <paramref name="problems"/>.</returns>
    public static JsonSchema? Compile(Node schema, MapNode document, DiagnosticList problems)
    {
        var before = problems.All.Count;
        var compiler = new SchemaCompiler(document, problems);
        var compiled = compiler.ForPart(schema, "schema");
        while (compiler.waiting.TryDequeue(out var next))
            compiler.Define(next.Node, next.Holder);
        return problems.All.Count == before ? compiled : null;
    }

    public JsonSchema ForPart(Node node, string holder)
    {
        var schema = Declare(node);
        waiting.Enqueue(new(node, holder));
        return schema;
    }

    public JsonSchema ForSame(Node node, string holder)
    {
        var schema = Declare(node);
        Define(node, holder);
        return schema;
    }

    public JsonSchema? Referenced(Node reference)
    {
        if (reference is not ScalarNode { Kind: ScalarKind.String, Text: ['#', '/', ..] pointer })
            problems.ForeignReference(reference);
        else if (JsonPointer.Find(document, pointer[1..]) is not { } target)
            problems.BrokenReference(reference.At, pointer);
        else if (unfinished.Contains(target))
            problems.ReferenceCycle(reference.At, pointer);
        else
            return ForSame(target, "$ref");
        return null;
    }

    private JsonSchema Declare(Node node)
    {
        if (!schemas.TryGetValue(node, out var schema))
            schemas.Add(node, schema = new());
        return schema;
    }

    private void Define(Node node, string holder)
    {
        if (!started.Add(node))
            return;
        if (unfinished.Count == MaxChain)
        {
            problems.ReferenceChain(node.At, MaxChain);
            return;
        }

        unfinished.Add(node);
        var schema = schemas[node];
        if (node is MapNode map)
            schema.Define(SchemaKeywords.Read(new(map, schema, this, problems)));
        else if (node is ScalarNode { Kind: ScalarKind.Boolean } scalar)
            schema.Define(scalar.Text is "true" or "True" or "TRUE" ? [] : [new NothingKeyword(holder)]);
        else
            problems.NoSchema(node);
        unfinished.Remove(node);
    }

    /// <param name="Holder">The keyword that contains the schema.</param>
    private sealed record Waiting(Node Node, string Holder);
}
