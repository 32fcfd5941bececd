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
    private static readonly Words<SessionEnd> Ends = new() { ["caller"] = SessionEnd.Caller, ["target"] = SessionEnd.Target };

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
        foreach (var method in OperationKeys.All)
        {
            if (item.Find(method) is not { } entry)
                continue;
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
                var methods = operations.ConvertAll(operation => operation.Method);
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
        return new(template, operations.ToValueList(), others.ToValueList());
    }

    private Operation OperationOf(PathTemplate path, string method, MapNode item, Fields fields, Position at)
    {
        var id = fields.Text("operationId");
        if (id is not null && !operationIds.TryAdd(id, fields.PositionOf("operationId")))
            document.Problems.Duplicate(fields.PositionOf("operationId"), id, "operation", operationIds[id]);
        var declared = document.FieldsOf(document.Resolve(fields.Optional("requestBody")), "'requestBody'");
        var body = declared?.OptionalMap("content");
        var requestBody = body is null ? null : RequestBodyOf(body.Map) with { IsRequired = declared!.Flag("required"), At = declared.At };
        var session = fields.OptionalMap("x-session") is { } use ? SessionUseOf(use) : SessionUse.None;
        if (id is null)
            AreOperationsClear = false;
        id ??= $"{method} {path}";
        var request = RequestReader.OnOperation(document, path, method, item, fields.Map, sessions);
        var responses = document.FieldsOf(document.Resolve(fields.Optional("responses")), fields.Name("responses"))?.Map;
        var variants = fields.Optional("x-variants") is { } node
            ? VariantsOf(node, new(id, request, responses, session, fields.Map, null)) : [];
        if (fields.Map["x-variants"] is null or MapNode { Entries.Count: 0 }
            && !fields.Map.Entries.Any(entry => ExtensionNames.IsSlip(entry.Key, "x-variants")))
            document.Problems.Missing(at, "x-variants", $"operation '{id}'");
        return new(id, method, path, fields.OptionalText("summary") ?? "", requestBody, session, variants.ToValueList(), at)
        {
            Parameters = constraints.Parameters([item, fields.Map], sessions),
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

    private SessionUse SessionUseOf(Fields fields)
    {
        var opens = OpeningsOf(
            fields.OptionalMap("opens"), name => sessions.FormatOf(name) is not null, "credential or id of the session",
            sessions.ValueNames);
        var givable = sessions.Values.Concat(sessions.Ids).Select(named => named.Name).ToList();
        var gives = OpeningsOf(
            fields.OptionalMap("gives"), name => givable.Contains(name, StringComparer.Ordinal), "value or id of the session", givable);
        if (fields.Map["opens"] is MapNode map && map.Entries.All(entry => sessions.FormatOf(entry.Key) is not null))
        {
            foreach (var credential in sessions.Credentials.Where(credential => map[credential.Name] is null))
                document.Problems.OpensIncomplete(fields.PositionOf("opens"), credential.Name);
        }

        var kind = fields.OptionalText("kind");
        if (kind is not null && !sessions.Kinds.Contains(kind, StringComparer.Ordinal))
            document.Problems.UnknownName(fields.PositionOf("kind"), kind, "kind of session in 'x-contract'", sessions.Kinds);
        var user = fields.Optional("user") is { } userNode ? RequestLocatorOf(userNode, fields.Name("user")) : null;
        var password = fields.Optional("password") is { } passwordNode ? RequestLocatorOf(passwordNode, fields.Name("password")) : null;
        TargetName? target = null;
        foreach (var entry in fields.OptionalMap("target")?.Map.Entries ?? [])
        {
            if (!sessions.Ids.Any(id => string.Equals(id.Name, entry.Key, StringComparison.Ordinal)))
                document.Problems.UnknownName(entry.At, entry.Key, "id of the session", [.. sessions.Ids.Select(id => id.Name)]);
            target = new(entry.Key, RequestLocatorOf(entry.Value, $"the location of '{entry.Key}'") ?? new(""));
        }

        if (fields.Map["target"] is MapNode { Entries.Count: not 1 } several)
        {
            document.Problems.NotOfForm(
                fields.PositionOf("target"), $"{several.Entries.Count} ids", fields.Name("target"),
                "one id and its location: { sessionId: $request.body#/sessionId }");
        }

        var ends = fields.Choice("ends", Ends) ?? SessionEnd.Nothing;
        if (ends == SessionEnd.Target && fields.Map["target"] is null)
            document.Problems.Missing(fields.PositionOf("ends"), "target", "'x-session', although it has 'ends: target'");
        fields.RejectOthers();
        return new(opens, opens.Count > 0 ? kind ?? sessions.DefaultKind : null, user, target, ends) { Gives = gives, Password = password };
    }

    private ValueList<Opening> OpeningsOf(Fields? places, Predicate<string> isKnown, string what, IReadOnlyCollection<string> known)
    {
        var openings = new List<Opening>();
        foreach (var entry in places?.Map.Entries ?? [])
        {
            if (!isKnown(entry.Key))
                document.Problems.UnknownName(entry.At, entry.Key, what, known);
            else if (AnswerLocatorOf(entry.Value, $"the location of '{entry.Key}'") is { } from)
                openings.Add(new(entry.Key, from));
        }

        return openings.ToValueList();
    }

    private Locator? AnswerLocatorOf(Node node, string what) =>
        LocatorOf(node, what, Locator.AnswerForms, locator => locator is not Locator.RequestBody);

    private Locator.RequestBody? RequestLocatorOf(Node node, string what) =>
        (Locator.RequestBody?)LocatorOf(node, what, Locator.RequestForm, locator => locator is Locator.RequestBody);

    private Locator? LocatorOf(Node node, string what, string forms, Predicate<Locator> isMeant)
    {
        if (document.TextOf(node, what) is not { } text)
            return null;
        if (Locator.TryParse(text) is { } locator && isMeant(locator))
            return locator;
        document.Problems.Malformed(node.At, text, what, forms);
        return null;
    }
}
