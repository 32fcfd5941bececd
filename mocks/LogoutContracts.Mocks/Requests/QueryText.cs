namespace LogoutContracts.Mocks.Requests;

/// <summary>The query of a URL.</summary>
public static class QueryText
{
    /// <param name="query">With or without its question mark.</param>
    public static bool TryFind(ReadOnlySpan<char> query, string name, out ReadOnlySpan<char> value)
    {
        if (query is ['?', .. var bare])
            query = bare;
        foreach (var range in query.Split('&'))
        {
            var pair = query[range];
            var equals = pair.IndexOf('=');
            var key = equals < 0 ? pair : pair[..equals];
            if (Decoded(key).SequenceEqual(name))
            {
                value = equals < 0 ? [] : Decoded(pair[(equals + 1)..]);
                return true;
            }
        }

        value = default;
        return false;
    }

    private static ReadOnlySpan<char> Decoded(ReadOnlySpan<char> text) =>
        text.IndexOfAny('%', '+') < 0 ? text : Uri.UnescapeDataString(text.ToString().Replace('+', ' '));
}
