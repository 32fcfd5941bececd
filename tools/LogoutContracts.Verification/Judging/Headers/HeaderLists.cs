namespace LogoutContracts.Verification.Judging.Headers;

/// <summary>Headers that are comma-separated sets.</summary>
internal static class HeaderLists
{
    /// <param name="mayBeMore">Whether an item that the contract does not state is allowed; items are in upper case.</param>
    public static bool Covers(IReadOnlyList<string> expected, IReadOnlyList<string> actual, Func<string, bool> mayBeMore)
    {
        var (stated, came) = (Items(expected).ToHashSet(StringComparer.Ordinal), Items(actual).ToHashSet(StringComparer.Ordinal));
        return stated.IsSubsetOf(came) && came.Except(stated, StringComparer.Ordinal).All(mayBeMore);
    }

    /// <summary>In upper case: names of methods, headers and schemes are compared without regard to case.</summary>
    public static IEnumerable<string> Items(IEnumerable<string> values) =>
        values.SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Select(item => item.ToUpperInvariant());
}
