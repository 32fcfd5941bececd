using System.Net;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using LogoutContracts.Mocks;
using LogoutContracts.Specs;

namespace LogoutContracts.Verification;

/// <summary>The sessions that play the roles while one variant is verified, and what they turn out to be called.</summary>
internal sealed class Cast
{
    // Masking a shorter text would maim the rest of an answer, and no secret is so short.
    private const int ShortestSecret = 6;

    private readonly Dictionary<Hole, string> values = [];
    private readonly HashSet<string> hidden = new(StringComparer.Ordinal);

    public string? this[Hole hole] => values.GetValueOrDefault(hole);

    public void Set(Hole hole, string value) => values[hole] = value;

    public void SetAll(Role role, IEnumerable<KeyValuePair<string, string>> session)
    {
        foreach (var (name, value) in session)
            values[new(role, name)] = value;
    }

    public Dictionary<string, string> SessionOf(Role role) =>
        values.Where(pair => pair.Key.Role == role).ToDictionary(pair => pair.Key.Name, pair => pair.Value, StringComparer.Ordinal);

    /// <summary>What another cast knows must not be shown either, though it plays no part here.</summary>
    public void Hide(Cast other)
    {
        hidden.UnionWith(other.values.Values);
        hidden.UnionWith(other.hidden);
    }

    /// <summary>A secret that no session brings, such as a password; in each form in which a request may carry it.</summary>
    public void Hide(string secret) =>
        hidden.UnionWith([secret, JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(secret), Uri.EscapeDataString(secret), WebUtility.UrlEncode(secret)]);

    /// <summary>The text with each value that a session brought as a prefix of its hash.</summary>
    public string Hashed(string text)
    {
        foreach (var value in values.Values.Concat(hidden).Where(value => value.Length >= ShortestSecret).Distinct(StringComparer.Ordinal).OrderByDescending(value => value.Length))
            text = text.Replace(value, Redactor.Hash(value), StringComparison.Ordinal);

        // A short one is only known by standing alone.
        foreach (var value in hidden.Where(value => value.Length is > 0 and < ShortestSecret).OrderByDescending(value => value.Length).ThenBy(value => value, StringComparer.Ordinal))
            text = Regex.Replace(text, $@"(?<![\w:]){Regex.Escape(value)}(?!\w)", _ => Redactor.Hash(value), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        return text;
    }

    /// <summary>The text with each value that a session brought replaced by its placeholder, so that nothing secret or volatile is left.</summary>
    public string Masked(string text)
    {
        // Longest first: a short value may be part of a long one. The caller's name goes first where two sessions share a value.
        foreach (var (hole, value) in values.Where(pair => pair.Value.Length >= ShortestSecret).OrderByDescending(pair => pair.Value.Length).ThenBy(pair => pair.Key.Role).ThenBy(pair => pair.Key.Name, StringComparer.Ordinal))
            text = text.Replace(value, hole.ToString(), StringComparison.Ordinal);
        return text;
    }
}
