namespace LogoutContracts.Mocks.Requests;

/// <summary>Reads the query string of a URL.</summary>
public static class QueryText
{
    /// <summary>Finds the first parameter with this name and decodes its value.</summary>
    /// <param name="query">With or without the question mark.</param>
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
