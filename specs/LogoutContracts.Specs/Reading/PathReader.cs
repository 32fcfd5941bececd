using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Reading;

/// <summary>Reads <c>paths</c>: operations and their variants.</summary>
internal sealed class PathReader(SpecDocument document, SessionModel sessions, Releases releases)
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

    private static readonly Dictionary<string, SessionEnd> Ends = new(StringComparer.Ordinal) { ["caller"] = SessionEnd.Caller, ["target"] = SessionEnd.Target };

    private readonly Dictionary<string, Position> operationIds = new(StringComparer.Ordinal);

    public ValueList<PathItem> Read(MapNode paths)
    {
        var items = new List<PathItem>();
        foreach (var entry in paths.Entries)
        {
            if (!entry.Key.StartsWith("x-", StringComparison.Ordinal) && document.FieldsOf(document.Resolve(entry.Value), $"path '{entry.Key}'") is { } fields)
                items.Add(Item(new(entry.Key), fields.Map));
        }

        return items.ToValueList();
    }

    private PathItem Item(PathTemplate template, MapNode item)
    {
        var operations = new List<Operation>();
        foreach (var method in Methods)
        {
            if (item.Find(method) is { } entry && document.FieldsOf(entry.Value, $"'{method}' of path '{template}'") is { } fields
                && OperationOf(template, method.ToUpperInvariant(), item, fields, entry.At) is { } operation)
                operations.Add(operation);
        }

        var others = new List<Variant>();
        if (item["x-variants"] is { } variants)
        {
            if (operations is [var first, ..])
                others = VariantsOf(variants, new(first.Id, RequestReader.OnPath(document, template, item), null, first.Session, null, IsOnPath: true));
            else
                document.Problems.NoPathOperation(variants.At);
        }

        var names = operations.SelectMany(operation => operation.Variants).ToLookup(variant => variant.Name, StringComparer.Ordinal);
        foreach (var variant in others.Where(variant => names.Contains(variant.Name)))
            document.Problems.Duplicate(variant.At, variant.Name, "variant", names[variant.Name].First().At);
        return new(template, operations.ToValueList(), others.ToValueList());
    }

    private Operation? OperationOf(PathTemplate path, string method, MapNode item, Fields fields, Position at)
    {
        var id = fields.Text("operationId");
        if (id is not null && !operationIds.TryAdd(id, fields.PositionOf("operationId")))
            document.Problems.Duplicate(fields.PositionOf("operationId"), id, "operation", operationIds[id]);
        var body = document.FieldsOf(document.Resolve(fields.Optional("requestBody")), "'requestBody'")?.OptionalMap("content");
        var requestBody = body is null ? null : RequestBodyOf(body.Map);
        var session = fields.OptionalMap("x-session") is { } use ? SessionUseOf(use) : SessionUse.None;
        if (id is null)
            return null;
        var request = RequestReader.OnOperation(document, path, method, item, fields.Map, sessions);
        var variants = fields.Optional("x-variants") is { } node
            ? VariantsOf(node, new(id, request, document.FieldsOf(document.Resolve(fields.Optional("responses")), "'responses'")?.Map, session, requestBody, IsOnPath: false)) : [];
        if (variants.Count == 0)
            document.Problems.Missing(at, "x-variants", $"operation '{id}'");
        return new(id, method, path, fields.OptionalText("summary") ?? "", requestBody, session, variants.ToValueList(), at);
    }

    private RequestBody RequestBodyOf(MapNode content)
    {
        var mediaTypes = content.Entries.Select(media => MediaType.Essence(media.Key)).ToValueList();
        if (content.Entries is not [{ Value: MapNode first }, ..] || first["schema"] is not { } schema)
            return new(mediaTypes, null, []);
        var required = document.Resolve(schema) is MapNode resolved && resolved["required"] is ListNode list ? list.Items.OfType<ScalarNode>().Select(name => name.Text) : [];
        return new(mediaTypes, SchemaCompiler.Compile(schema, document.Root, document.Problems), required.ToValueList());
    }

    private List<Variant> VariantsOf(Node node, VariantPlace place)
    {
        var reader = new VariantReader(document, sessions, releases, place);
        var variants = new List<Variant>();
        if (document.FieldsOf(node, "'x-variants'") is not { } map)
            return variants;
        foreach (var entry in map.Map.Entries)
        {
            if (reader.Read(entry, map.Map) is { } variant)
                variants.Add(variant);
        }

        return variants;
    }

    private SessionUse SessionUseOf(Fields fields)
    {
        var opens = new List<Opening>();
        foreach (var entry in fields.OptionalMap("opens")?.Map.Entries ?? [])
        {
            if (sessions.FormatOf(entry.Key) is null)
                document.Problems.UnknownName(entry.At, entry.Key, "credential or id", sessions.ValueNames);
            else if (LocatorOf(entry.Value, "'opens'") is { } from)
                opens.Add(new(entry.Key, from));
        }

        foreach (var credential in sessions.Credentials)
        {
            if (opens.Count > 0 && !opens.Exists(opening => string.Equals(opening.Name, credential.Name, StringComparison.Ordinal)))
                document.Problems.OpensIncomplete(fields.PositionOf("opens"), "x-session", credential.Name);
        }

        var kind = fields.OptionalText("kind");
        if (kind is not null && !sessions.Kinds.Contains(kind, StringComparer.Ordinal))
            document.Problems.UnknownName(fields.PositionOf("kind"), kind, "kind of session", sessions.Kinds);
        var user = fields.Optional("user") is { } userNode ? RequestLocatorOf(userNode, "'user'") : null;
        TargetName? target = null;
        foreach (var entry in fields.OptionalMap("target")?.Map.Entries ?? [])
        {
            if (!sessions.Ids.Any(id => string.Equals(id.Name, entry.Key, StringComparison.Ordinal)))
                document.Problems.UnknownName(entry.At, entry.Key, "session id", [.. sessions.Ids.Select(id => id.Name)]);
            else if (RequestLocatorOf(entry.Value, "'target'") is { } from)
                target = new(entry.Key, from);
        }

        var ends = fields.Choice("ends", Ends) ?? SessionEnd.Nothing;
        if (ends == SessionEnd.Target && target is null)
            document.Problems.Missing(fields.At, "target", "x-session");
        fields.RejectOthers();
        return new(opens.ToValueList(), opens.Count > 0 ? kind ?? sessions.DefaultKind : null, user, target, ends);
    }

    private Locator.RequestBody? RequestLocatorOf(Node node, string what)
    {
        if (LocatorOf(node, what) is not { } locator)
            return null;
        if (locator is Locator.RequestBody body)
            return body;
        document.Problems.Malformed(node.At, ((ScalarNode)node).Text, what, "$request.body#/pointer");
        return null;
    }

    private Locator? LocatorOf(Node node, string what)
    {
        if (document.TextOf(node, what) is not { } text)
            return null;
        var locator = Locator.TryParse(text);
        if (locator is null)
            document.Problems.Malformed(node.At, text, what, Locator.Forms);
        return locator;
    }
}

/// <summary>What the variants of one place (an operation, or a path) share while they are read.</summary>
/// <param name="Responses">The operation's; null on a path.</param>
internal sealed record VariantPlace(string Operation, DefaultRequest Default, MapNode? Responses, SessionUse Session, RequestBody? Body, bool IsOnPath);
