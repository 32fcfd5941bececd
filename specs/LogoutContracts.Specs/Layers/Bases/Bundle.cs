using System.Globalization;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Layers.Bases;

/// <summary>
/// Copies objects of an OpenAPI file with everything that they refer to, in this file or others, as components of one file. Nodes keep
/// their positions.
/// </summary>
/// <param name="upgrades">Whether schemas are of OpenAPI 3.0.</param>
internal sealed class Bundle(SourceFiles files, bool upgrades, DiagnosticList problems)
{
    // What the schemas of other files may have beside the parts that are referred to.
    private static readonly string[] OfWholeFiles = ["$schema", "$id", "id", "definitions", "$defs"];

    private readonly Dictionary<(string Section, string Name), Entry?> components = [];
    private readonly Dictionary<(string File, string Pointer, string Section), string> names = [];
    private readonly Queue<Pending> pending = [];

    private static readonly ValueList<string> Sections =
        ["schemas", "responses", "parameters", "examples", "requestBodies", "headers", "links", "callbacks", "pathItems"];

    /// <summary>Follows the references of a path.</summary>
    /// <returns>Null if it is not a map, or if a reference is broken, which is reported.</returns>
    public (MapNode Item, SourceFile Source)? PathItem(Node item)
    {
        var source = files.Main;
        for (var hops = 0; item is MapNode { } map && map["$ref"] is ScalarNode reference; hops++)
        {
            if (hops == Sections.Count || Located(reference, source) is not var (target, pointer)
                || JsonPointer.Find(target.Root, pointer) is not { } found)
                return null;
            (item, source) = (found, target);
        }

        return item is MapNode resolved ? (resolved, source) : null;
    }

    /// <summary>Copies an object; references in it become references to components.</summary>
    public Node Copy(Node node, ObjectKind kind, SourceFile source)
    {
        if (kind == ObjectKind.Data || node is not MapNode map)
            return node;
        if (map.Find("$ref") is { Value: ScalarNode reference } && ObjectShape.SectionOf(kind) is { } section)
        {
            var text = Target(reference, kind, section, source);
            var entries = map.Entries
                .Select(entry => entry.Key is "$ref" ? entry with { Value = reference with { Text = text } } : entry);
            map = map with { Entries = entries.ToValueList() };
            if (kind != ObjectKind.Schema)
                return map;
        }

        NeedResponses(map["x-variants"]);
        var copied = map.Entries
            .Where(entry => kind != ObjectKind.Schema || IsMain(source) || !OfWholeFiles.Contains(entry.Key, StringComparer.Ordinal))
            .Select(entry => entry with { Value = Field(entry, kind, source) });
        map = map with { Entries = copied.ToValueList() };
        if (kind != ObjectKind.Schema)
            return map;
        NeedMapping(map["discriminator"]);
        return upgrades ? SchemaUpgrade.Apply(map) : map;
    }

    /// <summary>The components that the objects copied so far refer to.</summary>
    /// <returns>By section, those of the OpenAPI file first.</returns>
    public IReadOnlyList<Entry> Components(Position at)
    {
        while (pending.TryDequeue(out var next))
        {
            components[(next.Section, next.Name)] = next.Found with
            {
                Key = next.Name,
                Value = Copy(next.Found.Value, next.Kind, next.Source),
            };
        }

        return [.. Sections.Select(section => SectionOf(section, at)).OfType<Entry>()];
    }

    private Entry? SectionOf(string section, Position at)
    {
        var own = files.Main.Root["components"] is MapNode all ? all.Find(section) : null;
        var order = (own?.Value as MapNode)?.Entries.Select(entry => entry.Key).ToList() ?? [];
        var used = components
            .Where(component => component.Key.Section.Equals(section, StringComparison.Ordinal) && component.Value is not null)
            .Select(component => component.Value!).OrderBy(entry => order.IndexOf(entry.Key) is >= 0 and var index ? index : int.MaxValue)
            .ToValueList();
        return used.Count == 0 ? null : new(own?.At ?? at, section, new MapNode(own?.Value.At ?? at, used));
    }

    private Node Field(Entry entry, ObjectKind kind, SourceFile source)
    {
        var (of, holding) = ObjectShape.FieldOf(kind, entry.Key);
        return (holding, entry.Value) switch
        {
            (Holding.One, var node) => Copy(node, of, source),
            (Holding.List, ListNode list) => list with { Items = list.Items.Select(item => Copy(item, of, source)).ToValueList() },
            (Holding.Map, MapNode map) => map with
            {
                Entries = map.Entries.Select(item => IsExtension(item.Key, of) ? item : item with { Value = Copy(item.Value, of, source) })
                    .ToValueList(),
            },
            _ => entry.Value,
        };
    }

    private static bool IsExtension(string key, ObjectKind of) =>
        of is ObjectKind.Response or ObjectKind.Callback && key.StartsWith("x-", StringComparison.Ordinal);

    private bool IsMain(SourceFile source) => ReferenceEquals(source, files.Main);

    /// <summary>The reference in the bundled file. A broken one within the OpenAPI file stays, and is reported where it is used.</summary>
    private string Target(ScalarNode reference, ObjectKind kind, string section, SourceFile source)
    {
        if (Located(reference, source) is not var (target, pointer))
            return reference.Text;
        var isMain = IsMain(target);
        if (isMain && pointer.Split('/') is ["", "components", var own, var name])
        {
            Need(own, JsonPointer.Unescaped(name), kind);
            return $"#{pointer}";
        }

        if (JsonPointer.Find(target.Root, pointer) is not { } found)
        {
            if (!isMain)
                problems.NoSuchPart(reference.At, reference.Text);
            return reference.Text;
        }

        if (!names.TryGetValue((target.Path, pointer, section), out var given))
        {
            names[(target.Path, pointer, section)] = given = NewName(section, target, pointer);
            components[(section, given)] = null;
            pending.Enqueue(new(section, given, new(found.At, given, found), kind, target));
        }

        return $"#/components/{section}/{given}";
    }

    /// <returns>Null if there is nothing to follow, which is reported unless the reference stays within the OpenAPI file.</returns>
    private (SourceFile Target, string Pointer)? Located(ScalarNode reference, SourceFile source)
    {
        var parts = reference.Text.Split('#', 2);
        var pointer = parts is [_, { Length: > 1 } after] ? after : "";
        if (pointer.Length > 0 && pointer[0] != '/')
            return null;
        if (parts[0].Length == 0)
            return (source, pointer);
        if (!FileReferences.IsLocal(parts[0]))
        {
            problems.RemoteReference(reference.At, reference.Text);
            return null;
        }

        if (files.Find(FileReferences.Resolved(source.Path, parts[0]), out var reason) is { } target)
            return (target, pointer);
        if (reason.Length > 0)
            problems.UnreadableReference(reference.At, reference.Text, reason);
        return null;
    }

    private void Need(string section, string name, ObjectKind kind)
    {
        if (components.ContainsKey((section, name)) || files.Main.Root["components"] is not MapNode all
            || (all[section] as MapNode)?.Find(name) is not { } found)
            return;
        components[(section, name)] = null;
        pending.Enqueue(new(section, name, found, kind, files.Main));
    }

    private void NeedResponses(Node? variants)
    {
        foreach (var entry in (variants as MapNode)?.Entries ?? [])
        {
            if ((entry.Value as MapNode)?["expect"] is MapNode expect && expect["response"] is ScalarNode name)
                Need("responses", name.Text, ObjectKind.Response);
        }
    }

    private void NeedMapping(Node? discriminator)
    {
        foreach (var entry in ((discriminator as MapNode)?["mapping"] as MapNode)?.Entries ?? [])
        {
            if (entry.Value is ScalarNode { Text: var text } && text.Split('/') is ["#", "components", "schemas", var name])
                Need("schemas", JsonPointer.Unescaped(name), ObjectKind.Schema);
        }
    }

    private string NewName(string section, SourceFile target, string pointer)
    {
        var last = pointer.Length > 0 ? JsonPointer.Unescaped(pointer.Split('/')[^1]) : Path.GetFileNameWithoutExtension(target.Path);
        var stem = string.Concat(last.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '_'));
        var name = stem;
        for (var i = 2; IsTaken(name); i++)
            name = string.Create(CultureInfo.InvariantCulture, $"{stem}-{i}");
        return name;

        bool IsTaken(string name) => components.ContainsKey((section, name))
            || ((files.Main.Root["components"] as MapNode)?[section] as MapNode)?[name] is not null;
    }

    /// <param name="Found">What the component is made from; its key is replaced by the name.</param>
    private sealed record Pending(string Section, string Name, Entry Found, ObjectKind Kind, SourceFile Source);
}
