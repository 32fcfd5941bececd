using System.Text.Json;
using System.Text.Json.Nodes;
using LogoutContracts.Drafting.Reading;
using LogoutContracts.Specs.Json;

namespace LogoutContracts.Drafting.Writing;

/// <summary>The actions of an overlay. What changes below a target that already has an action joins that action.</summary>
internal sealed class OverlayEdits
{
    private readonly List<Edit> edits = [];
    private readonly List<Place> removed = [];

    /// <summary>Adds a target. Its action comes after those that were added before.</summary>
    public void Target(Place at, string description) => edits.Add(new(at, description, new()));

    /// <summary>Merges a map into a place.</summary>
    public void Update(Place at, JsonObject update)
    {
        if (edits.Find(edit => IsBelow(at, edit.At)) is not { } edit)
        {
            edit = new(at, null, new());
            edits.Add(edit);
        }

        var into = edit.Changes;
        foreach (var key in at.Keys.Skip(edit.At.Keys.Count))
        {
            into[key] ??= new JsonObject();
            into = (JsonObject)into[key]!;
        }

        Merge(into, update);
    }

    /// <summary>Removes a map or list before everything else.</summary>
    public void Remove(Place at)
    {
        if (!removed.Exists(other => string.Equals(other.Pointer, at.Pointer, StringComparison.Ordinal)))
            removed.Add(at);
    }

    public JsonArray Actions
    {
        get
        {
            var actions = removed.ConvertAll(JsonNode (at) => new JsonObject { ["target"] = at.JsonPath, ["remove"] = true });
            foreach (var edit in edits.Where(edit => edit.Changes.Count > 0))
            {
                var action = new JsonObject { ["target"] = edit.At.JsonPath };
                if (edit.Description is { } description)
                    action["description"] = description;
                action["update"] = edit.Changes.DeepClone();
                actions.Add(action);
            }

            return new([.. actions]);
        }
    }

    /// <summary>Whether the place is in the target, and no list is between them, into which an update could not reach.</summary>
    private static bool IsBelow(Place at, Place target) =>
        at.Keys.Count >= target.Keys.Count && at.Keys.Take(target.Keys.Count).SequenceEqual(target.Keys, StringComparer.Ordinal)
        && (target.Keys.Count > 0 || at.Keys.Count == 0)
        && Enumerable.Range(target.Keys.Count, at.Keys.Count - target.Keys.Count).All(count =>
            JsonPointer.Find(at.Root, string.Concat(at.Keys.Take(count).Select(key => $"/{JsonPointer.Escaped(key)}")))
                is not { ValueKind: JsonValueKind.Array });

    private static void Merge(JsonObject into, JsonObject update)
    {
        foreach (var (key, value) in update)
        {
            if (into[key] is JsonObject old && value is JsonObject changes)
                Merge(old, changes);
            else
                into[key] = value?.DeepClone();
        }
    }

    private sealed record Edit(Place At, string? Description, JsonObject Changes);
}
