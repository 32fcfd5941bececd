using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Masking;

namespace LogoutContracts.Verification.Sessions;

/// <summary>The sessions that play the roles while one variant is verified, and what they turn out to be called.</summary>
internal sealed class RoleSessions
{
    // Masking a shorter text would maim the rest of an answer, and no secret is so short.
    private const int ShortestSecret = 6;

    private readonly Dictionary<Hole, string> values = [];
    private readonly HashSet<string> hidden = new(StringComparer.Ordinal);
    private SecretMask? hashing;
    private SecretMask? hiding;
    private SecretMask? masking;

    public string? this[Hole hole] => values.GetValueOrDefault(hole);

    public void Set(Hole hole, string value)
    {
        values[hole] = value;
        Forget();
    }

    public void SetAll(Role role, IEnumerable<KeyValuePair<string, string>> session)
    {
        foreach (var (name, value) in session)
            Set(new(role, name), value);
    }

    public Dictionary<string, string> SessionOf(Role role) =>
        values.Where(pair => pair.Key.Role == role).ToDictionary(pair => pair.Key.Name, pair => pair.Value, StringComparer.Ordinal);

    /// <summary>What another cast knows must not be shown either, though it plays no part here.</summary>
    public void Hide(RoleSessions other)
    {
        hidden.UnionWith(other.values.Values.Where(value => value.Length >= ShortestSecret));
        hidden.UnionWith(other.hidden);
        Forget();
    }

    /// <summary>Values of a session that plays no part yet, or none at all.</summary>
    public void HideAll(IEnumerable<string> secrets) => hidden.UnionWith(secrets.Where(value => value.Length >= ShortestSecret));

    /// <summary>A secret that no session brings, such as a password.</summary>
    public void Hide(string secret)
    {
        hidden.Add(secret);
        Forget();
    }

    /// <summary>The text with each value that a session brought, and each other secret, as a prefix of its hash.</summary>
    public string Hashed(string text) => (hashing ??= new([.. values.Values.Where(IsLong).Concat(hidden).Select(HashOf)])).Mask(text);

    /// <summary>The text with each secret that plays no part here, such as a password, as a prefix of its hash.</summary>
    public string WithoutHidden(string text) => hidden.Count == 0 ? text : (hiding ??= new(hidden.Select(HashOf))).Mask(text);

    /// <summary>The text with each value that a session brought replaced by its placeholder, so that nothing secret or volatile is left.</summary>
    public string Masked(string text)
    {
        // The caller's name goes first where two sessions share a value.
        masking ??= new(
            [
                .. values.Where(pair => IsLong(pair.Value)).OrderBy(pair => pair.Key.Role).ThenBy(pair => pair.Key.Name, StringComparer.Ordinal)
                    .Select(pair => new LabelledSecret(pair.Value, pair.Key.ToString())),
                .. hidden.Select(HashOf),
            ],
            marksEscaped: true);
        return masking.Mask(text);
    }

    private static bool IsLong(string value) => value.Length >= ShortestSecret;

    private static LabelledSecret HashOf(string secret) => new(secret, Redactor.Hash(secret));

    private void Forget() => hashing = hiding = masking = null;
}
