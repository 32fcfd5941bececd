namespace LogoutContracts.Verification.Judging.Headers;

/// <summary>Compares headers that are comma-separated sets.</summary>
internal static class HeaderLists
{
    /// <summary>Whether all expected items were received, and only allowed ones in addition.</summary>
    /// <param name="mayBeMore">Whether an additional item is allowed; gets it in upper case.</param>
    public static bool Covers(IReadOnlyList<string> expected, IReadOnlyList<string> actual, Func<string, bool> mayBeMore)
    {
        var (stated, received) = (Items(expected).ToHashSet(StringComparer.Ordinal), Items(actual).ToHashSet(StringComparer.Ordinal));
        return stated.IsSubsetOf(received) && received.Except(stated, StringComparer.Ordinal).All(mayBeMore);
    }

    /// <summary>The items, in upper case, as the letter case of methods, header names and schemes does not matter here.</summary>
    public static IEnumerable<string> Items(IEnumerable<string> values) =>
        values.SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Select(item => item.ToUpperInvariant());
}
