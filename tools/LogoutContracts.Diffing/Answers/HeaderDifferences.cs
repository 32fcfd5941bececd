using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Diffing.Answers;

/// <summary>Compares the headers of two answers.</summary>
internal static class HeaderDifferences
{
    private const string ContentType = "content-type";
    private const string SetCookieName = "set-cookie";
    private const string ClearSiteData = "clear-site-data";

    // Programs act on these; other headers are text to them.
    private static readonly string[] ReadByPrograms = ["location", "www-authenticate", "content-encoding"];

    public static IEnumerable<PartDifference> Between(AnswerTemplate old, AnswerTemplate @new)
    {
        var removed = old.Headers.Where(header => !@new.Headers.ContainsKey(header.Key)).ToList();
        var added = @new.Headers.Where(header => !old.Headers.ContainsKey(header.Key)).ToList();
        foreach (var (key, header) in removed.ToList())
        {
            var same = added.FindAll(other => other.Value.Values == header.Values && !IsAboutCookies(key) && !IsAboutCookies(other.Key));
            if (same is not [var renamed] || removed.Count(other => other.Value.Values == header.Values) > 1)
                continue;
            removed.RemoveAll(other => ReferenceEquals(other.Value, header));
            added.RemoveAll(other => ReferenceEquals(other.Value, renamed.Value));
            yield return new(PartChange.Renamed, $"header {renamed.Value.Name}", $"header {header.Name}", $"header {renamed.Value.Name}");
        }

        foreach (var (key, header) in removed.Where(header => !IsAboutCookies(header.Key)))
            yield return new(PartChange.Removed, $"header {header.Name}", Joined(header), "");
        foreach (var (key, header) in added.Where(header => !IsAboutCookies(header.Key)))
            yield return new(PartChange.Added, $"header {header.Name}", "", Joined(header));
        foreach (var (key, header) in old.Headers)
        {
            if (!IsAboutCookies(key) && @new.Headers.TryGetValue(key, out var other) && Between(key, header, other) is { } difference)
                yield return difference;
        }

        foreach (var difference in Cookies(old, @new).Concat(ClearedData(old, @new)))
            yield return difference;
    }

    private static PartDifference? Between(string key, NamedHeader old, NamedHeader @new)
    {
        if (old.IsVolatile || @new.IsVolatile || old.Values == @new.Values)
            return null;
        var change = key switch
        {
            ContentType => MediaType.Essence(Joined(old)).Equals(MediaType.Essence(Joined(@new)), StringComparison.Ordinal)
                ? PartChange.Text : PartChange.Type,
            _ when ReadByPrograms.Contains(key, StringComparer.Ordinal) => PartChange.Value,
            _ => PartChange.Text,
        };
        return new(change, $"header {@new.Name}", Joined(old), Joined(@new));
    }

    private static IEnumerable<PartDifference> Cookies(AnswerTemplate old, AnswerTemplate @new)
    {
        var (before, after) = (CookiesOf(old), CookiesOf(@new));
        var isVolatile = IsVolatile(old, SetCookieName) || IsVolatile(@new, SetCookieName);
        foreach (var (name, cookie) in before)
        {
            var part = $"cookie {name}";
            if (after.TryGetValue(name, out var other))
            {
                if (cookie.IsDeletion && !other.IsDeletion)
                    yield return new(PartChange.CookieKept, part, cookie.Text, other.Text);
                else if (!isVolatile && !cookie.Text.Equals(other.Text, StringComparison.Ordinal))
                    yield return new(PartChange.Value, part, cookie.Text, other.Text);
            }
            else
            {
                yield return new(cookie.IsDeletion ? PartChange.CookieKept : PartChange.Removed, part, cookie.Text, "");
            }
        }

        foreach (var (name, cookie) in after.Where(cookie => !before.ContainsKey(cookie.Key)))
            yield return new(PartChange.Added, $"cookie {name}", "", cookie.Text);
    }

    private static IEnumerable<PartDifference> ClearedData(AnswerTemplate old, AnswerTemplate @new)
    {
        var (before, after) = (ValueOf(old, ClearSiteData), ValueOf(@new, ClearSiteData));
        if (before.Equals(after, StringComparison.Ordinal))
            yield break;
        var change = Clears(before) && !Clears(after) ? PartChange.CookieKept
            : before.Length == 0 ? PartChange.Added : after.Length == 0 ? PartChange.Removed : PartChange.Text;
        yield return new(change, "header Clear-Site-Data", before, after);

        static bool Clears(string value) =>
            value.Contains("\"cookies\"", StringComparison.OrdinalIgnoreCase) || value.Contains("\"*\"", StringComparison.Ordinal);
    }

    private static Dictionary<string, SetCookie> CookiesOf(AnswerTemplate answer) =>
        (answer.Headers.GetValueOrDefault(SetCookieName)?.Values ?? []).Select(SetCookie.Parse)
            .GroupBy(cookie => cookie.Name, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.Last(), StringComparer.Ordinal);

    private static bool IsAboutCookies(string key) => key is SetCookieName or ClearSiteData;

    private static bool IsVolatile(AnswerTemplate answer, string key) => answer.Headers.GetValueOrDefault(key)?.IsVolatile is true;

    private static string ValueOf(AnswerTemplate answer, string key) => answer.Headers.TryGetValue(key, out var header) ? Joined(header)
        : "";

    private static string Joined(NamedHeader header) => string.Join(", ", header.Values);
}
