using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Layers.Presets;

/// <summary>
/// Writes a preset into a spec, whose own fields win. The preset's variants precede the spec's own; one that the spec has, too, stands
/// there, with the spec's fields in place of the preset's; null drops it.
/// </summary>
internal sealed class PresetExpansion
{
    private static readonly string[] Methods = ["PUT", "PATCH", "DELETE", "GET", "POST"];

    private readonly PresetUse use;
    private readonly Position at;

    // The last credential's first carrier, as 'send' removes it; null if there is none.
    private MapNode? withoutLast;

    private PresetExpansion(Preset preset, PresetUse use)
    {
        this.use = use;
        at = use.At with { Preset = preset.Name };
        Preset = preset;
    }

    private Preset Preset { get; }

    /// <summary>Reads the preset that a spec names.</summary>
    /// <param name="file">The name of the spec, for messages.</param>
    /// <param name="given">The file that the spec names, if it names one.</param>
    /// <param name="problems">The problems of the spec.</param>
    /// <param name="others">The problems of the preset's file.</param>
    /// <returns>Null if the spec names none, or if it cannot be read, which is reported.</returns>
    public static PresetExpansion? In(string file, MapNode root, ReferencedFile? given, DiagnosticList problems, List<Diagnostic> others)
    {
        if (PresetUse.In(file, root, problems) is not { } use || FileOf(use, given, problems) is not { } text)
            return null;
        var ofPreset = new DiagnosticList(text.Name);
        var preset = Presets.Preset.Read(text, ofPreset);
        others.AddRange(ofPreset.All);
        return preset is null ? null : new(preset, use);
    }

    private static TextFile? FileOf(PresetUse use, ReferencedFile? given, DiagnosticList problems)
    {
        if (!Presets.Preset.IsFile(use.Name))
        {
            if (Presets.Preset.TextOf(use.Name) is { } builtIn)
                return builtIn;
            problems.UnknownPreset(use.At, use.Name, Presets.Preset.BuiltIn);
            return null;
        }

        if (given?.File is { } file)
            return file;
        problems.UnreadablePreset(use.At, use.Name, given?.Problem ?? "it was not read");
        return null;
    }

    /// <summary>Fills the gaps of the spec.</summary>
    public MapNode Expand(MapNode root)
    {
        // The variants depend on the credentials, so these are first, wherever x-contract is.
        var withSession = Changed(root, entry => entry.Key is "x-contract" && entry.Value is MapNode contract
            ? entry with { Value = Changed(contract, Contract) } : entry);
        return Changed(withSession, entry => (entry.Key, entry.Value) switch
        {
            ("paths", MapNode paths) => entry with { Value = Changed(paths, Path) },
            ("components", MapNode components) => entry with { Value = Changed(components, Component) },
            _ => entry,
        });
    }

    // Paths refer to these.
    private Entry Component(Entry entry) => entry is { Key: "pathItems", Value: MapNode items }
        ? entry with { Value = Changed(items, Path) } : entry;

    private Entry Contract(Entry entry)
    {
        if (entry.Key is not "session" || entry.Value is not MapNode session)
            return entry;
        var own = session with { Entries = session.Entries.Where(field => field.Key is not "preset").ToValueList() };
        var filled = Preset.Session is { } common ? Filled(own, common) : own;
        withoutLast = (filled["credentials"] as MapNode)?.Entries is [.., var last] ? WithoutCarrier(last) : null;
        return entry with { Value = filled };
    }

    private MapNode? WithoutCarrier(Entry credential)
    {
        var carriers = (credential.Value as MapNode)?["carriers"];
        var first = carriers is ListNode { Items: [var item, ..] } ? item : carriers;
        if (first is not ScalarNode { Text: var text } || Carrier.TryParse(text, credential.Key) is not { } carrier)
            return null;
        var field = carrier.Kind switch { CarrierKind.Cookie => "cookies", CarrierKind.Query => "query", _ => "headers" };
        return Map(field, Map(carrier.Name, new ScalarNode(at, "null", ScalarKind.Null)));
    }

    private Entry Path(Entry entry) => entry.Value is MapNode item ? entry with { Value = PathItem(item) } : entry;

    /// <summary>Adds the preset's variants to the operations of a path that belong to the contract.</summary>
    public MapNode PathItem(MapNode item)
    {
        if (!ContractOperations.ContainAnyOf(item, isOwn: false))
            return item;
        var expanded = Changed(item, field => ContractOperations.IsOperation(field) && field.Value is MapNode operation
            && ContractOperations.Contain(operation, isOwn: false) ? field with { Value = Operation(operation) } : field);
        return WithVariants(expanded, OnPath(item));
    }

    private MapNode Operation(MapNode operation)
    {
        var session = operation["x-session"] as MapNode;
        var opens = session?["opens"] is not null && session["caller"] is null && session["ends"] is null;
        if (opens && operation["requestBody"] is null)
            return operation;
        return WithResponses(WithVariants(operation, opens ? Preset.Logins : Preset.Operations));
    }

    /// <summary>The preset's variants for a path, each with a method that the path does not have.</summary>
    private ValueList<Entry> OnPath(MapNode item)
    {
        var own = item["x-variants"] as MapNode;
        var hasOther = (own?.Entries ?? []).Any(variant => (variant.Value as MapNode)?["match"] is MapNode match
            && match["method"] is ScalarNode { Text: "other" }
            && !Preset.Paths.Any(known => known.Key.Equals(variant.Key, StringComparison.Ordinal)));
        var free = Array.Find(Methods, method => item[method.ToLowerInvariant()] is null);
        return hasOther || free is null ? [] : Preset.Paths.Select(variant => variant with
        {
            Value = Filled((MapNode)variant.Value, Map("send", Map("method", new ScalarNode(at, free, ScalarKind.String)))),
        }).ToValueList();
    }

    private MapNode WithVariants(MapNode owner, ValueList<Entry> common)
    {
        var own = owner["x-variants"] as MapNode;
        var added = common.Where(variant => !use.Without.Contains(variant.Key, StringComparer.Ordinal) && own?.Find(variant.Key) is null)
            .Select(variant => new Entry(at, variant.Key, Variant((MapNode)variant.Value)));
        var merged = (own?.Entries ?? []).Select(entry => common.FirstOrDefault(
            variant => variant.Key.Equals(entry.Key, StringComparison.Ordinal)) is { } known ? Merged(entry, (MapNode)known.Value) : entry);
        var all = added.Concat(merged.OfType<Entry>()).ToValueList();
        if (all.Count == 0 && own is null)
            return owner;
        var variants = new MapNode(own?.At ?? at, all);
        return own is null ? owner with { Entries = [.. owner.Entries, new(at, "x-variants", variants)] }
            : Changed(owner, entry => entry.Key is "x-variants" ? entry with { Value = variants } : entry);
    }

    private Entry? Merged(Entry own, MapNode common) => own.Value switch
    {
        ScalarNode { Kind: ScalarKind.Null } => null,
        MapNode map => own with { Value = WithOwn(Variant(common), map) },
        _ => own,
    };

    /// <summary>A variant of the preset as a spec has it: with an answer and a basis.</summary>
    private MapNode Variant(MapNode common)
    {
        var answer = common["expect"] is ScalarNode word ? use.Answers[word.Text] : null;
        var expanded = Changed((MapNode)Placed(common), entry => entry.Key is "expect" && answer is not null
            ? entry with { Value = Copy(answer.Expect) } : entry);
        if (withoutLast is not null && expanded["send"] is null && expanded["given"] is MapNode given
            && given["caller"] is ScalarNode { Text: "partial" })
            expanded = expanded with { Entries = [.. expanded.Entries, new(at, "send", Copy(withoutLast))] };
        return With(With(expanded, "compare", answer?.Compare), "basis", answer?.Basis ?? use.Basis);
    }

    /// <summary>The variant with a field that the preset does not have.</summary>
    private MapNode With(MapNode variant, string field, Node? value) => value is null || variant[field] is not null
        ? variant : variant with { Entries = [.. variant.Entries, new(at, field, Copy(value))] };

    /// <summary>Declares the answers without a body that the operation does not declare.</summary>
    private MapNode WithResponses(MapNode operation)
    {
        var responses = operation["responses"] as MapNode;
        var missing = ((operation["x-variants"] as MapNode)?.Entries ?? []).Select(variant => variant.Value).OfType<MapNode>()
            .Where(variant => variant.Find("expect")?.At.Preset is not null)
            .Where(variant => variant["expect"] is MapNode expect && expect["response"] is null && expect["example"] is null)
            .Select(variant => ((variant["expect"] as MapNode)!["status"] as ScalarNode, Summary: variant["summary"]))
            .Where(answer => answer.Item1 is { } status && answer.Summary is not null && responses?[status.Text] is null)
            .DistinctBy(answer => answer.Item1!.Text, StringComparer.Ordinal)
            .Select(answer => new Entry(at, answer.Item1!.Text, Map("description", answer.Summary!))).ToList();
        if (missing.Count == 0 || responses is null)
            return operation;
        return Changed(operation, entry => entry.Key is "responses"
            ? entry with { Value = responses with { Entries = [.. responses.Entries, .. missing] } } : entry);
    }

    /// <summary>The spec's map, with what only the preset has. Null in the spec drops a field.</summary>
    private MapNode Filled(MapNode own, MapNode common)
    {
        var filled = own.Entries.Where(entry => entry.Value is not ScalarNode { Kind: ScalarKind.Null } || common[entry.Key] is null)
            .Select(entry => entry.Value is MapNode map && common[entry.Key] is MapNode more
                ? entry with { Value = Filled(map, more) } : entry);
        var added = common.Entries.Where(entry => own[entry.Key] is null).Select(entry => new Entry(at, entry.Key, Placed(entry.Value)));
        return own with { Entries = [.. filled, .. added] };
    }

    /// <summary>
    /// The preset's variant, with the spec's fields in place of its own. How an answer is compared belongs to the answer.
    /// </summary>
    private static MapNode WithOwn(MapNode common, MapNode own) => new(
        own.At, [.. own.Entries, .. common.Entries.Where(entry => own[entry.Key] is null
            && (entry.Key is not "compare" || own["expect"] is null))]);

    private Node Placed(Node node) => node switch
    {
        MapNode map => new MapNode(at, map.Entries.Select(entry => new Entry(at, entry.Key, Placed(entry.Value))).ToValueList()),
        ListNode list => new ListNode(at, list.Items.Select(Placed).ToValueList()),
        _ => node with { At = at },
    };

    // Overlays tell nodes apart by identity.
    private static Node Copy(Node node) => node switch
    {
        MapNode map => map with { Entries = map.Entries.Select(entry => entry with { Value = Copy(entry.Value) }).ToValueList() },
        ListNode list => list with { Items = list.Items.Select(Copy).ToValueList() },
        _ => node with { },
    };

    private MapNode Map(string key, Node value) => new(at, [new(at, key, value)]);

    private static MapNode Changed(MapNode map, Func<Entry, Entry> change) =>
        map with { Entries = map.Entries.Select(change).ToValueList() };
}
