using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Specs.Reading.Variants;
using LogoutContracts.Specs.Schemas.Reading;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Reading.Contracts;

/// <summary>Reads <c>paths</c>: operations and their variants.</summary>
internal sealed class PathReader(SpecDocument document, SessionModel sessions, Releases releases, ValueList<RateLimit> limits)
{
    private readonly Dictionary<string, Position> operationIds = new(StringComparer.Ordinal);
    private readonly HashSet<Position> unclear = [];
    private readonly ConstraintReader constraints = new(document);

    /// <summary>Whether all operations and their ids could be read.</summary>
    public bool AreOperationsClear { get; private set; } = true;

    /// <summary>
    /// Whether the rules of all variants of an operation or path could be read; otherwise they cannot be compared with each other.
    /// </summary>
    public bool AreRulesClear(ValueList<Variant> variants) => variants.Count > 0 && !unclear.Contains(variants[0].At);

    public ValueList<PathItem> Read(MapNode paths)
    {
        var items = new List<PathItem>();
        foreach (var entry in paths.Entries)
        {
            if (entry.Key.StartsWith("x-", StringComparison.Ordinal))
                continue;
            var template = new PathTemplate(entry.Key);
            if (!template.IsWellFormed)
                document.Problems.Malformed(entry.At, entry.Key, "a path", PathTemplate.Forms);
            if (document.FieldsOf(document.Resolve(entry.Value), $"path '{entry.Key}'") is { } fields)
                items.Add(Item(template, fields.Map));
            else
                AreOperationsClear = false;
        }

        return items.ToValueList();
    }

    private PathItem Item(PathTemplate template, MapNode item)
    {
        var operations = new List<Operation>();
        var leftAlone = new List<string>();
        foreach (var method in OperationKeys.All)
        {
            if (item.Find(method) is not { } entry)
                continue;
            if (!ContractOperations.Contain(entry.Value, isOwn: true))
            {
                leftAlone.Add(method.ToUpperInvariant());
                continue;
            }

            if (document.FieldsOf(entry.Value, $"'{method}' of path '{template}'") is { } fields)
                operations.Add(OperationOf(template, method.ToUpperInvariant(), item, fields, entry.At));
            else
                AreOperationsClear = false;
        }

        var others = new List<Variant>();
        if (item["x-variants"] is { } variants)
        {
            if (operations is [var first, ..])
            {
                List<string> methods = [.. operations.Select(operation => operation.Method), .. leftAlone];
                var request = RequestReader.OnPath(document, template, item);
                others = VariantsOf(variants, new(first.Id, request, null, first.Session, item, methods));
            }
            else
            {
                document.Problems.NoPathOperation(item.Find("x-variants")!.At);
            }
        }

        var names = operations.SelectMany(operation => operation.Variants).ToLookup(variant => variant.Name, StringComparer.Ordinal);
        foreach (var variant in others.Where(variant => names.Contains(variant.Name)))
            document.Problems.Duplicate(variant.At, variant.Name, "variant", names[variant.Name].First().At);
        return new(template, operations.ToValueList(), others.ToValueList()) { LeftAlone = leftAlone.ToValueList() };
    }

    private Operation OperationOf(PathTemplate path, string method, MapNode item, Fields fields, Position at)
    {
        var id = fields.Text("operationId");
        if (id is not null && !operationIds.TryAdd(id, fields.PositionOf("operationId")))
            document.Problems.Duplicate(fields.PositionOf("operationId"), id, "operation", operationIds[id]);
        var declared = document.FieldsOf(document.Resolve(fields.Optional("requestBody")), "'requestBody'");
        var body = declared?.OptionalMap("content");
        var requestBody = body is null ? null : RequestBodyOf(body.Map) with { IsRequired = declared!.Flag("required"), At = declared.At };
        var session = fields.OptionalMap("x-session") is { } use
            ? new SessionUseReader(document, sessions, path, requestBody).Read(use) : SessionUse.None;
        if (id is null)
            AreOperationsClear = false;
        id ??= $"{method} {path}";
        var request = RequestReader.OnOperation(document, path, method, item, fields.Map, sessions, session);
        var responses = document.FieldsOf(document.Resolve(fields.Optional("responses")), fields.Name("responses"))?.Map;
        var variants = fields.Optional("x-variants") is { } node
            ? VariantsOf(node, new(id, request, responses, session, fields.Map, null)) : [];
        if (fields.Map["x-variants"] is null or MapNode { Entries.Count: 0 }
            && !fields.Map.Entries.Any(entry => ExtensionNames.IsSlip(entry.Key, "x-variants")))
            document.Problems.Missing(at, "x-variants", $"operation '{id}'");
        return new(id, method, path, fields.OptionalText("summary") ?? "", requestBody, session, variants.ToValueList(), at)
        {
            Parameters = constraints.Parameters([item, fields.Map], sessions, session),
        };
    }

    private RequestBody RequestBodyOf(MapNode content)
    {
        var mediaTypes = content.Entries.Select(media => MediaType.Essence(media.Key)).ToValueList();
        if (content.Entries is not [{ Value: MapNode first }, ..] || first["schema"] is not { } schema)
            return new(mediaTypes, null, []);
        if (SchemaCompiler.Compile(schema, document.Root, document.Problems) is not { } compiled)
            return new(mediaTypes, null, []);
        var required = document.Resolve(schema) is MapNode resolved && resolved["required"] is ListNode list
            ? list.Items.OfType<ScalarNode>().Select(name => name.Text) : [];
        return new(mediaTypes, compiled, required.ToValueList()) { Constraints = constraints.Read(schema) };
    }

    private List<Variant> VariantsOf(Node node, VariantPlace place)
    {
        var reader = new VariantReader(document, sessions, releases, limits, place);
        var variants = new List<Variant>();
        if (document.FieldsOf(node, "'x-variants'") is not { } map)
            return variants;
        foreach (var entry in map.Map.Entries)
        {
            if (reader.Read(entry, map.Map) is { } variant)
                variants.Add(variant);
        }

        if (!reader.AreRulesClear && variants is [var first, ..])
            unclear.Add(first.At);
        return variants;
    }
}
