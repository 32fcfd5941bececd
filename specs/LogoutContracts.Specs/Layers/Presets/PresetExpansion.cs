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

    /// <summary>Expands the preset that the spec names; without one, the spec stays as it is.</summary>
    /// <param name="file">The name of the spec, for messages.</param>
    /// <param name="given">The file that the spec names, if it names one.</param>
    /// <param name="problems">The problems of the spec.</param>
    /// <param name="others">The problems of the preset's file.</param>
    public static MapNode Apply(string file, MapNode root, ReferencedFile? given, DiagnosticList problems, List<Diagnostic> others)
    {
        if (PresetUse.In(file, root, problems) is not { } use)
            return root;
        if (FileOf(use, given, problems) is not { } text)
            return root;
        var ofPreset = new DiagnosticList(text.Name);
        var preset = Presets.Preset.Read(text, ofPreset);
        others.AddRange(ofPreset.All);
        return preset is null ? root : new PresetExpansion(preset, use).Expand(root);
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

    // The variants depend on the credentials, so these are first, wherever x-contract is.
    private MapNode Expand(MapNode root)
    {
        var withSession = Changed(root, entry => entry.Key is "x-contract" && entry.Value is MapNode contract
            ? entry with { Value = Changed(contract, Contract) } : entry);
        return Changed(withSession, entry => entry.Key is "paths" && entry.Value is MapNode paths
            ? entry with { Value = Changed(paths, Path) } : entry);
    }

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

    private Entry Path(Entry entry)
    {
        if (entry.Value is not MapNode item || !ContractOperations.ContainAnyOf(item, isOwn: false))
            return entry;
        var expanded = Changed(item, field => ContractOperations.IsOperation(field) && field.Value is MapNode operation
            && ContractOperations.Contain(operation, isOwn: false) ? field with { Value = Operation(operation) } : field);
        return entry with { Value = WithVariants(expanded, OnPath(item)) };
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
        var expanded = Changed((MapNode)Placed(common), entry => entry.Key is "expect" && entry.Value is ScalarNode word
            ? entry with { Value = Copy(use.Answers[word.Text]) } : entry);
        if (withoutLast is not null && expanded["send"] is null && expanded["given"] is MapNode given
            && given["caller"] is ScalarNode { Text: "partial" })
            expanded = expanded with { Entries = [.. expanded.Entries, new(at, "send", Copy(withoutLast))] };
        return expanded["basis"] is null ? expanded with { Entries = [.. expanded.Entries, new(at, "basis", Copy(use.Basis))] } : expanded;
    }

    /// <summary>Declares the answers without a body that the operation does not declare.</summary>
    private MapNode WithResponses(MapNode operation)
    {
        var responses = operation["responses"] as MapNode;
        var missing = ((operation["x-variants"] as MapNode)?.Entries ?? []).Where(variant => variant.At.Preset is not null)
            .Select(variant => (MapNode)variant.Value)
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

    /// <summary>The preset's variant, with the spec's fields in place of its own.</summary>
    private static MapNode WithOwn(MapNode common, MapNode own) => new(
        own.At, [.. own.Entries, .. common.Entries.Where(entry => own[entry.Key] is null)]);

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
