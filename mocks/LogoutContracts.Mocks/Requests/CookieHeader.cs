namespace LogoutContracts.Mocks.Requests;

/// <summary>RFC 6265's Cookie header.</summary>
public static class CookieHeader
{
    /// <summary>The first cookie of this name; names are case-sensitive.</summary>
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
