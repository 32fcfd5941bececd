namespace LogoutContracts.Verification.Judging.Headers;

/// <summary>Checks whether the received cookies protect a session as well as the expected ones do.</summary>
internal static class CookieRules
{
    public static bool Hold(IReadOnlyList<string> expected, IReadOnlyList<string> actual, HeaderContext context)
    {
        var received = actual.Select(CookieLine.Parse).ToLookup(cookie => cookie.Name, StringComparer.Ordinal);
        return expected.Select(CookieLine.Parse).All(stated => received[stated.Name].Any(cookie => Holds(stated, cookie, context)));
    }

    private static bool Holds(CookieLine expected, CookieLine actual, HeaderContext context)
    {
        var isDeletion = expected.IsDeletion(context.Now);
        if (actual.IsDeletion(context.Now) != isDeletion || (!isDeletion && expected.Value.Length > 0 && actual.Value.Length == 0))
            return false;

        // A browser deletes a cookie only for the path and domain that it was set for.
        if (isDeletion && context.LoginCookies.TryGetValue(actual.Name, out var login))
            return Same(login["Domain"].TrimStart('.'), actual["Domain"].TrimStart('.')) && Same(Path(login), Path(actual));
        return isDeletion || IsProtected(expected, actual);
    }

    private static bool IsProtected(CookieLine expected, CookieLine actual) =>
        (!expected.Has("HttpOnly") || actual.Has("HttpOnly"))
        && (!expected.Has("Secure") || actual.Has("Secure"))
        && Strength(actual) >= Strength(expected);

    // Without SameSite, browsers differ: stricter than None, laxer than Lax.
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
