namespace LogoutContracts.Verification.Judging.Headers;

/// <summary>Whether the cookies that came protect a session as the stated ones do.</summary>
internal static class CookieRules
{
    public static bool Hold(IReadOnlyList<string> expected, IReadOnlyList<string> actual, HeaderContext context)
    {
        var came = actual.Select(CookieLine.Parse).ToLookup(cookie => cookie.Name, StringComparer.Ordinal);
        return expected.Select(CookieLine.Parse).All(stated => came[stated.Name].Any(cookie => Holds(stated, cookie, context)));
    }

    private static bool Holds(CookieLine stated, CookieLine came, HeaderContext context)
    {
        var isDeletion = stated.IsDeletion(context.Now);
        if (came.IsDeletion(context.Now) != isDeletion || (!isDeletion && stated.Value.Length > 0 && came.Value.Length == 0))
            return false;

        // A browser drops a cookie only for the path and domain that it was set for.
        if (isDeletion && context.LoginCookies.TryGetValue(came.Name, out var login))
            return Same(login["Domain"].TrimStart('.'), came["Domain"].TrimStart('.')) && Same(Path(login), Path(came));
        return isDeletion || IsProtected(stated, came);
    }

    private static bool IsProtected(CookieLine stated, CookieLine came) =>
        (!stated.Has("HttpOnly") || came.Has("HttpOnly")) && (!stated.Has("Secure") || came.Has("Secure")) && Strength(came) >= Strength(stated);

    private static int Strength(CookieLine cookie) => cookie["SameSite"].ToUpperInvariant() switch
    {
        "STRICT" => 3,
        "LAX" => 2,
        "NONE" => 0,
        _ => 1,
    };

    private static string Path(CookieLine cookie) => cookie["Path"].Length == 0 ? "/" : cookie["Path"];

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
