namespace LogoutContracts.Specs.Primitives;

/// <summary>Finds the word that a misspelled one probably means.</summary>
public static class Spelling
{
    /// <summary>The known word that is most similar to <paramref name="word"/>, for "did you mean" hints.</summary>
    /// <returns>Null if no known word is similar enough, or if the word is a number.</returns>
    public static string? Suggestion(string word, IEnumerable<string> known)
    {
        if (word.All(char.IsAsciiDigit))
            return null;
        var limit = Math.Max(1, word.Length / 3);
        var (nearest, least) = ((string?)null, limit);
        foreach (var candidate in known.Order(StringComparer.Ordinal))
        {
            var distance = Distance(word, candidate);
            if (distance < candidate.Length && (distance < least || (distance == least && nearest is null)))
                (nearest, least) = (candidate, distance);
        }

        return nearest;
    }

    // Damerau-Levenshtein distance (optimal string alignment), ignoring case.
    private static int Distance(string a, string b)
    {
        var (beforeLast, last, row) = (new int[b.Length + 1], new int[b.Length + 1], Enumerable.Range(0, b.Length + 1).ToArray());
        for (var i = 1; i <= a.Length; i++)
        {
            (beforeLast, last, row) = (last, row, beforeLast);
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(last[j - 1] + (Same(i, j) ? 0 : 1), Math.Min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && Same(i, j - 1) && Same(i - 1, j))
                    row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
            }
        }

        return row[^1];

        bool Same(int i, int j) => char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]);
    }
}
