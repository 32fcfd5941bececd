namespace LogoutContracts.Specs;

public static class Spelling
{
    /// <summary>The known word that is nearest to <paramref name="word"/>, if it is near enough to be meant; else null.</summary>
    public static string? Suggestion(string word, IEnumerable<string> known)
    {
        var limit = Math.Max(1, word.Length / 3);
        return known.Select(candidate => (candidate, Distance: Distance(word, candidate))).Where(pair => pair.Distance <= limit)
            .OrderBy(pair => pair.Distance).ThenBy(pair => pair.candidate, StringComparer.Ordinal).Select(pair => pair.candidate).FirstOrDefault();
    }

    // Levenshtein's, ignoring case.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substituted = diagonal + (char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
