using System.Net;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Verification.Sessions;

/// <summary>The sessions that play the roles while one variant is verified, and what they turn out to be called.</summary>
internal sealed class RoleSessions
{
    // Masking a shorter text would maim the rest of an answer, and no secret is so short.
    private const int ShortestSecret = 6;
    private static readonly TimeSpan OneSecond = TimeSpan.FromSeconds(1);

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
    public void Hide(RoleSessions other)
    {
        hidden.UnionWith(other.values.Values.Where(value => value.Length >= ShortestSecret));
        hidden.UnionWith(other.hidden);
    }

    /// <summary>Values of a session that plays no part yet, or none at all.</summary>
    public void HideAll(IEnumerable<string> secrets) => hidden.UnionWith(secrets.Where(value => value.Length >= ShortestSecret));

    /// <summary>A secret that no session brings, such as a password.</summary>
    public void Hide(string secret) => hidden.Add(secret);

    /// <summary>The text with each value that a session brought as a prefix of its hash.</summary>
    public string Hashed(string text) => Hashed(text, values.Values.Where(value => value.Length >= ShortestSecret).Concat(hidden));

    /// <summary>The text with each secret that plays no part here, such as a password, as a prefix of its hash.</summary>
    public string WithoutHidden(string text) => hidden.Count == 0 ? text : Hashed(text, hidden);

    /// <summary>The text with each value that a session brought replaced by its placeholder, so that nothing secret or volatile is left.</summary>
    public string Masked(string text)
    {
        // Longest first: a short value may be part of a long one. The caller's name goes first where two sessions share a value.
        foreach (var (hole, value) in values.Where(pair => pair.Value.Length >= ShortestSecret).OrderByDescending(pair => pair.Value.Length).ThenBy(pair => pair.Key.Role).ThenBy(pair => pair.Key.Name, StringComparer.Ordinal))
            text = text.Replace(value, hole.ToString(), StringComparison.Ordinal);
        return Hashed(text, hidden);
    }

    private static string Hashed(string text, IEnumerable<string> secrets)
    {
        foreach (var secret in secrets.Where(secret => secret.Length > 0).Distinct(StringComparer.Ordinal).OrderByDescending(secret => secret.Length).ThenBy(secret => secret, StringComparer.Ordinal))
        {
            foreach (var spelling in SpellingsOf(secret).Where(spelling => text.Contains(spelling, StringComparison.Ordinal)))
            {
                // A short one is only known by standing alone.
                text = secret.Length >= ShortestSecret
                    ? text.Replace(spelling, Redactor.Hash(secret), StringComparison.Ordinal)
                    : Regex.Replace(text, $@"(?<![\w:]){Regex.Escape(spelling)}(?!\w)", _ => Redactor.Hash(secret), RegexOptions.CultureInvariant, OneSecond);
            }
        }

        return text;
    }

    /// <summary>As it is, and as URLs, JSON and HTML have it.</summary>
    private static IEnumerable<string> SpellingsOf(string secret) =>
        new[] { secret, Uri.EscapeDataString(secret), WebUtility.UrlEncode(secret), JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(secret), WebUtility.HtmlEncode(secret) }.Distinct(StringComparer.Ordinal);
}
