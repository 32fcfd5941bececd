using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Layers.Bases;

/// <summary>
/// Makes one OpenAPI 3.1 document of what belongs to the contract: its operations, with their base path and all that they refer to.
/// </summary>
internal sealed class BaseDocument
{
    private const string Version = "3.1.1";

    // Of a document that is not written as a spec, the rest is neither checked nor shown.
    private static readonly string[] Kept = ["openapi", "info", "servers", "security", "x-contract", "paths", "components"];

    private readonly SourceFiles files;
    private readonly bool isOwn;
    private readonly Func<MapNode, MapNode> expand;
    private readonly DiagnosticList problems;
    private readonly Bundle bundle;
    private readonly string basePath;
    private readonly bool upgrades;

    private BaseDocument(SourceFiles files, bool isOwn, Func<MapNode, MapNode> expand, DiagnosticList problems)
    {
        this.files = files;
        this.isOwn = isOwn;
        this.expand = expand;
        this.problems = problems;
        upgrades = IsOpenApi30(Root);
        bundle = new(files, upgrades, problems);
        basePath = ServerPaths.PathOf(Root["servers"]) ?? "";
    }

    private MapNode Root => files.Main.Root;

    /// <param name="files">The OpenAPI file, with the contract overlay applied, if there is one.</param>
    /// <param name="isOwn">Whether the file is written as a spec, with <c>x-contract</c>.</param>
    /// <param name="expand">Adds a preset's variants to a path in another file.</param>
    /// <returns>The document itself if nothing in it has to change.</returns>
    public static MapNode Of(
        SourceFiles files, bool hasReferences, bool isOwn, Func<MapNode, MapNode> expand, DiagnosticList problems)
    {
        var document = new BaseDocument(files, isOwn, expand, problems);
        return files.Main.Root["paths"] is MapNode paths && (!isOwn || hasReferences || document.Changes(paths))
            ? document.Rebuilt(paths) : files.Main.Root;
    }

    private static bool IsOpenApi30(MapNode root) => root["openapi"] is ScalarNode { Text: ['3', '.', '0', '.', ..] };

    private bool Changes(MapNode paths) => upgrades || basePath.Length > 0
        || paths.Entries.Any(entry => ServerPaths.PathOf((entry.Value as MapNode)?["servers"]) is { Length: > 0 })
        || ContractOperations.LeaveAny(paths, node => bundle.PathItem(node)?.Item, isOwn);

    private MapNode Rebuilt(MapNode paths)
    {
        var items = paths.Entries.Select(PathOf).OfType<Entry>().ToValueList();
        var components = bundle.Components(Root.Find("components")?.At ?? paths.At);
        var entries = Root.Entries.Where(entry => isOwn || Kept.Contains(entry.Key, StringComparer.Ordinal))
            .Select(entry => entry.Key switch
            {
                "openapi" when upgrades => entry with { Value = new ScalarNode(entry.Value.At, Version, ScalarKind.String) },
                "servers" => entry with { Value = ServerPaths.WithoutPath(entry.Value) },
                "paths" => entry with { Value = paths with { Entries = items } },
                "components" => WithComponents(entry, components),
                _ => entry,
            }).OfType<Entry>().ToList();
        if (Root["components"] is null && components.Count > 0)
            entries.Add(new(paths.At, "components", new MapNode(paths.At, components.ToValueList())));
        return Root with { Entries = entries.ToValueList() };
    }

    private static Entry? WithComponents(Entry entry, IReadOnlyList<Entry> components)
    {
        var security = (entry.Value as MapNode)?.Find("securitySchemes");
        Entry[] all = [.. components, .. security is null ? Array.Empty<Entry>() : [security]];
        return all.Length == 0 ? null : entry with { Value = new MapNode(entry.Value.At, all.ToValueList()) };
    }

    /// <returns>Null if nothing at the path belongs to the contract.</returns>
    private Entry? PathOf(Entry entry)
    {
        if (entry.Key.StartsWith("x-", StringComparison.Ordinal))
            return isOwn ? entry : null;
        if (bundle.PathItem(entry.Value) is not var (item, source))
            return isOwn ? entry : null;
        if (!ContractOperations.ContainAnyOf(item, isOwn))
            return null;
        if (!ReferenceEquals(source, files.Main))
            item = expand(item);
        var path = ServerPaths.PathOf(item["servers"]) ?? basePath;
        var copied = (MapNode)bundle.Copy(item with { Entries = item.Entries.Select(Field).ToValueList() }, ObjectKind.PathItem, source);
        return entry with { Key = path + entry.Key, Value = copied };

        Entry Field(Entry field)
        {
            if (field.Key is "servers")
                return field with { Value = ServerPaths.WithoutPath(field.Value) };
            if (!ContractOperations.IsOperation(field))
                return field;
            return ContractOperations.Contain(field.Value, isOwn)
                ? OnServers(field, path) : field with { Value = LeftAlone(field.Value.At) };
        }
    }

    private Entry OnServers(Entry operation, string path)
    {
        if (operation.Value is not MapNode map || ServerPaths.PathOf(map["servers"]) is not { } own)
            return operation;
        if (!string.Equals(own, path, StringComparison.Ordinal))
            problems.OperationServers(map.Find("servers")!.At, operation.Key);
        return operation with { Value = map with { Entries = map.Entries.Where(field => field.Key is not "servers").ToValueList() } };
    }

    /// <summary>Stands for an operation that does not belong to the contract: its path still declares the method.</summary>
    private static MapNode LeftAlone(Position at) => Single(
        at, "responses",
        Single(at, "default", Single(at, "description", new ScalarNode(at, "Not part of the contract", ScalarKind.String))));

    private static MapNode Single(Position at, string key, Node value) => new(at, [new(at, key, value)]);
}
