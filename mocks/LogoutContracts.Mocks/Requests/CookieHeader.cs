namespace LogoutContracts.Mocks.Requests;

/// <summary>Reads the Cookie header (RFC 6265).</summary>
public static class CookieHeader
{
    /// <summary>Finds the first cookie with this name; names are case-sensitive.</summary>
    public static bool TryFind(ReadOnlySpan<char> header, string name, out ReadOnlySpan<char> value)
    {
        foreach (var range in header.Split(';'))
        {
            var pair = header[range].Trim();
            if (pair.StartsWith(name, StringComparison.Ordinal) && pair.Length > name.Length && pair[name.Length] == '=')
            {
                value = pair[(name.Length + 1)..];
                return true;
            }
        }

        value = default;
        return false;
    }
}
