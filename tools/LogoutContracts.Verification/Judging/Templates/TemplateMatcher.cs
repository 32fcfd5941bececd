using LogoutContracts.Specs.Model;

namespace LogoutContracts.Verification.Judging.Templates;

/// <summary>Reads a text against a template whose holes are not all known yet.</summary>
internal static class TemplateMatcher
{
    /// <param name="known">The value of a hole, or null where it is to be found out.</param>
    /// <param name="found">Values of the holes that were found out.</param>
    /// <returns>Whether the text is the template with these values.</returns>
    public static bool TryMatch(Template template, string text, Func<Hole, string?> known, IDictionary<Hole, string> found)
    {
        var rest = text.AsSpan();
        for (var i = 0; i < template.Segments.Count; i++)
        {
            var expected = Known(template.Segments[i], known, found);
            if (expected is null)
            {
                // Up to where the next text that is known begins.
                var next = i + 1 < template.Segments.Count ? Known(template.Segments[i + 1], known, found) : null;
                var length = next is null ? rest.Length : rest.IndexOf(next, StringComparison.Ordinal);
                if (length < 0)
                    return false;
                found[((Segment.Value)template.Segments[i]).Hole] = rest[..length].ToString();
                rest = rest[length..];
                continue;
            }

            if (!rest.StartsWith(expected, StringComparison.Ordinal))
                return false;
            rest = rest[expected.Length..];
        }

        return rest.IsEmpty;
    }

    private static string? Known(Segment segment, Func<Hole, string?> known, IDictionary<Hole, string> found) => segment is Segment.Literal literal
        ? literal.Text : known(((Segment.Value)segment).Hole) ?? (found.TryGetValue(((Segment.Value)segment).Hole, out var value) ? value : null);
}
