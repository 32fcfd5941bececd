using System.Buffers;
using System.Text.RegularExpressions;

namespace LogoutContracts.Verification.Masking;

/// <summary>Words that evidence needs, such as names of fields, and that also occur in secrets, such as <c>password123</c>.</summary>
internal static partial class OrdinaryWords
{
    private static readonly SearchValues<char> Separators = SearchValues.Create(" -_.:=\"'/");

    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "access", "account", "admin", "administrator", "api", "app", "auth", "authenticate", "authenticated", "authentication",
        "authorization", "bearer", "client", "code", "cookie", "credential", "credentials", "csrf", "email", "example", "expired", "header",
        "hidden", "id", "input", "invalid", "jwt", "key", "live", "login", "logout", "missing", "name", "new", "no", "of", "old", "other",
        "pass", "passwd", "password", "refresh", "request", "secret", "service", "session", "sid", "test", "text", "the", "token", "type",
        "unauthorized", "unknown", "user", "userid", "username", "value", "xsrf",
    };

    /// <summary>Whether the text consists of such words only, as in <c>session-token</c> or <c>sessionToken</c>.</summary>
    public static bool Has(ReadOnlySpan<char> text)
    {
        var end = 0;
        var known = Known.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var word in Words().EnumerateMatches(text))
        {
            if (text[end..word.Index].ContainsAnyExcept(Separators) || !known.Contains(text.Slice(word.Index, word.Length)))
                return false;
            end = word.Index + word.Length;
        }

        return !text[end..].ContainsAnyExcept(Separators);
    }

    [GeneratedRegex("[A-Z]?[a-z]+|[A-Z]+(?![a-z])", RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
