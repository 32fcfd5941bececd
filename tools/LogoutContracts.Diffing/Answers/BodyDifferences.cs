using System.Text.Json;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Diffing.Answers;

/// <summary>Compares the bodies of two answers: JSON part by part, regardless of order, anything else as text.</summary>
internal static class BodyDifferences
{
    private const string Body = "body";
    private const int LongestText = 80;

    public static IEnumerable<PartDifference> Between(AnswerTemplate old, AnswerTemplate @new, ValueList<VolatilePart> volatileParts)
    {
        if (old.Body is null || @new.Body is null)
        {
            if (old.Body is not null)
                yield return new(PartChange.Removed, Body, Short(old.Body), "");
            if (@new.Body is not null)
                yield return new(PartChange.Added, Body, "", Short(@new.Body));
            yield break;
        }

        if (old.Sessions != @new.Sessions)
            yield return new(PartChange.Value, "list of sessions in the body", Shown(old.Sessions), Shown(@new.Sessions));
        if (old.Json is { } before && @new.Json is { } after)
        {
            var pointers = volatileParts.OfType<VolatilePart.Body>().Select(part => part.Pointer).ToHashSet(StringComparer.Ordinal);
            var found = new List<PartDifference>();
            Compare(before, after, "", pointers, found);
            foreach (var difference in found)
                yield return difference;
            var isExact = old.IsExact && @new.IsExact && pointers.Count == 0;
            if (found.Count == 0 && isExact && !old.Body.Equals(@new.Body, StringComparison.Ordinal))
                yield return new(PartChange.Text, "layout of the body", Short(old.Body), Short(@new.Body));
        }
        else if (!old.Body.Equals(@new.Body, StringComparison.Ordinal))
        {
            yield return new(old.Json is null == @new.Json is null ? PartChange.Text : PartChange.Type, Body, Short(old.Body),
                Short(@new.Body));
        }
    }

    private static void Compare(
        JsonElement old, JsonElement @new, string pointer, HashSet<string> volatilePointers, List<PartDifference> found)
    {
        if (volatilePointers.Contains(pointer))
            return;
        if (KindOf(old) != KindOf(@new))
        {
            found.Add(new(PartChange.Type, Part(pointer), Short(old.GetRawText()), Short(@new.GetRawText())));
            return;
        }

        switch (old.ValueKind)
        {
            case JsonValueKind.Object:
                CompareObjects(old, @new, pointer, volatilePointers, found);
                break;
            case JsonValueKind.Array:
                CompareArrays(old, @new, pointer, volatilePointers, found);
                break;
            default:
                if (!JsonElement.DeepEquals(old, @new))
                    found.Add(new(ChangeOf(old, @new), Part(pointer), Short(old.GetRawText()), Short(@new.GetRawText())));
                break;
        }
    }

    private static void CompareObjects(
        JsonElement old, JsonElement @new, string pointer, HashSet<string> volatilePointers, List<PartDifference> found)
    {
        var removed = old.EnumerateObject().Where(property => !@new.TryGetProperty(property.Name, out _)).ToList();
        var added = @new.EnumerateObject().Where(property => !old.TryGetProperty(property.Name, out _)).ToList();
        if (removed is [var gone] && added is [var come] && JsonElement.DeepEquals(gone.Value, come.Value))
        {
            var (from, to) = (Below(pointer, gone.Name), Below(pointer, come.Name));
            found.Add(new(PartChange.Renamed, Part(to), Part(from), Part(to)));
        }
        else
        {
            found.AddRange(removed.Select(property =>
                new PartDifference(PartChange.Removed, Part(Below(pointer, property.Name)), Short(property.Value.GetRawText()), "")));
            found.AddRange(added.Select(property =>
                new PartDifference(PartChange.Added, Part(Below(pointer, property.Name)), "", Short(property.Value.GetRawText()))));
        }

        foreach (var property in old.EnumerateObject())
        {
            if (@new.TryGetProperty(property.Name, out var other))
                Compare(property.Value, other, Below(pointer, property.Name), volatilePointers, found);
        }
    }

    private static void CompareArrays(
        JsonElement old, JsonElement @new, string pointer, HashSet<string> volatilePointers, List<PartDifference> found)
    {
        var (before, after) = (old.EnumerateArray().ToList(), @new.EnumerateArray().ToList());
        foreach (var (i, (one, other)) in before.Zip(after).Index())
            Compare(one, other, $"{pointer}/{i}", volatilePointers, found);
        foreach (var (i, item) in before.Index().Skip(after.Count))
            found.Add(new(PartChange.Removed, Part($"{pointer}/{i}"), Short(item.GetRawText()), ""));
        foreach (var (i, item) in after.Index().Skip(before.Count))
            found.Add(new(PartChange.Added, Part($"{pointer}/{i}"), "", Short(item.GetRawText())));
    }

    // A text that contains a value of the session is more than text.
    private static PartChange ChangeOf(JsonElement old, JsonElement @new) => old.ValueKind == JsonValueKind.String
        && HolesIn(old).SequenceEqual(HolesIn(@new), StringComparer.Ordinal) ? PartChange.Text : PartChange.Value;

    private static IEnumerable<string> HolesIn(JsonElement text) => Template.Parse(text.GetString()!).Holes.Select(hole => hole.ToString());

    private static JsonValueKind KindOf(JsonElement json) => json.ValueKind == JsonValueKind.False ? JsonValueKind.True : json.ValueKind;

    private static string Below(string pointer, string name) => $"{pointer}/{JsonPointer.Escaped(name)}";

    private static string Part(string pointer) => pointer.Length == 0 ? Body : $"{Body} {pointer}";

    private static string Shown(SessionList? list) => list is null ? "none" : list.Items;

    private static string Short(string text) => text.Length <= LongestText ? text : $"{text[..LongestText]}…";
}
