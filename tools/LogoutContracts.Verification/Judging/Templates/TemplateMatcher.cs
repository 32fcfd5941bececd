using LogoutContracts.Specs.Model;

namespace LogoutContracts.Verification.Judging.Templates;

/// <summary>Matches a text with a template, and finds the values of unknown holes.</summary>
internal static class TemplateMatcher
{
    /// <param name="known">The value of a hole; null if it is unknown.</param>
    /// <param name="found">Gets the values of the unknown holes.</param>
    /// <returns>Whether the text is the template with these values.</returns>
    public static bool TryMatch(Template template, string text, Func<Hole, string?> known, IDictionary<Hole, string> found)
    {
        var rest = text.AsSpan();
        for (var i = 0; i < template.Segments.Count; i++)
        {
            var expected = Known(template.Segments[i], known, found);
            if (expected is null)
            {
                // The value ends where the next known text begins.
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

    private static string? Known(Segment segment, Func<Hole, string?> known, IDictionary<Hole, string> found)
    {
        if (segment is Segment.Literal literal)
            return literal.Text;
        var hole = ((Segment.Value)segment).Hole;
        return known(hole) ?? (found.TryGetValue(hole, out var value) ? value : null);
    }
}
