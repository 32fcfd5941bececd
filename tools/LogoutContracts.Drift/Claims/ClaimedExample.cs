using LogoutContracts.Drift.Facts;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Drift.Claims;

/// <summary>The body of an example in a contract.</summary>
/// <param name="Leaves">Its values by JSON pointer, with placeholders; null for any value. Null if the body is not JSON.</param>
/// <param name="Text">The body as the spec has it, with placeholders.</param>
internal sealed record ClaimedExample(IReadOnlyDictionary<string, Template?>? Leaves, string Text)
{
    /// <returns>Null if the variant has no body.</returns>
    public static ClaimedExample? Of(Variant variant) => variant.Expect is Expectation.Answer { Body: { } body }
        ? new(
            LeavesOf(body.Text.Text, variant.Volatile.OfType<VolatilePart.Body>().Select(part => part.Pointer).ToValueList()),
            body.Text.Text)
        : null;

    /// <summary>The body of a request, in which any value may stand for another.</summary>
    public static ClaimedExample? OfRequest(ExampleRequest request) => request.Body is { } body && LeavesOf(body.Text, [""]) is { } leaves
        && !leaves.ContainsKey("") ? new(leaves, body.Text) : null;

    /// <summary>Whether an example on a page is this one. It may have more, if the parts that are here are there.</summary>
    public bool IsIn(IReadOnlyDictionary<string, string> page) => Leaves is { Count: > 0 } && Leaves.All(leaf => Fits(leaf, page));

    /// <summary>Whether an example on a page is this one, and has nothing else.</summary>
    public bool IsAll(IReadOnlyDictionary<string, string> page) => IsIn(page) && page.Keys.All(Covers);

    /// <summary>How many parts of this example an example on a page has.</summary>
    public int CommonParts(IReadOnlyDictionary<string, string> page) => Leaves?.Keys.Count(page.ContainsKey) ?? 0;

    /// <summary>What an example on a page has in place of this one, in words.</summary>
    public string Difference(IReadOnlyDictionary<string, string> page)
    {
        var missing = Leaves!.Where(leaf => !Fits(leaf, page))
            .Select(leaf => page.TryGetValue(leaf.Key, out var other)
                ? $"{leaf.Key} is {other}, not {leaf.Value}" : $"{leaf.Key} is missing");
        return string.Join("; ", missing.Concat(page.Keys.Where(key => !Covers(key)).Select(key => $"{key} is new")));
    }

    private bool Covers(string pointer) => Leaves!.ContainsKey(pointer)
        || Leaves.Any(leaf => leaf.Value is null && IsAtOrBelow(pointer, leaf.Key));

    private static bool IsAtOrBelow(string pointer, string part) =>
        string.Equals(pointer, part, StringComparison.Ordinal) || pointer.StartsWith($"{part}/", StringComparison.Ordinal);

    private static bool Fits(KeyValuePair<string, Template?> leaf, IReadOnlyDictionary<string, string> page) => leaf.Value is null
        ? page.Keys.Any(key => IsAtOrBelow(key, leaf.Key))
        : page.TryGetValue(leaf.Key, out var value) && Fits(leaf.Value, value);

    private static bool Fits(Template template, string text)
    {
        var end = 0;
        var isAfterHole = false;
        foreach (var segment in template.Segments)
        {
            if (segment is Segment.Literal literal)
            {
                var at = text.IndexOf(literal.Text, end, StringComparison.Ordinal);
                if (at < 0 || (at > end && !isAfterHole))
                    return false;
                end = at + literal.Text.Length;
            }

            isAfterHole = segment is Segment.Value;
        }

        return end == text.Length || isAfterHole;
    }

    private static Dictionary<string, Template?>? LeavesOf(string text, ValueList<string> anything)
    {
        if (JsonText.Of(text) is not { } json)
            return null;
        var leaves = new Dictionary<string, Template?>(StringComparer.Ordinal);
        foreach (var (pointer, value) in JsonText.Leaves(json))
        {
            var isAny = anything.Any(part => IsAtOrBelow(pointer, part));
            leaves[pointer] = isAny ? null : Template.Parse(value);
        }

        return leaves;
    }
}
