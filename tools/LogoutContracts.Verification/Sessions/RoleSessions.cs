using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Masking;

namespace LogoutContracts.Verification.Sessions;

/// <summary>The values of each role's session while one variant is verified, and the secrets that reports must not show.</summary>
internal sealed class RoleSessions
{
    // Shorter values could occur anywhere in a response, so they are not masked.
    private const int ShortestSecret = 6;

    private readonly Dictionary<Hole, string> values = [];
    private readonly HashSet<string> hidden = new(StringComparer.Ordinal);
    private SecretMask? hashing;
    private SecretMask? hiding;
    private SecretMask? masking;

    /// <summary>The value of a placeholder; null if it is unknown.</summary>
    public string? this[Hole hole] => values.GetValueOrDefault(hole);

    public void Set(Hole hole, string value)
    {
        values[hole] = value;
        ResetMasks();
    }

    public void SetAll(Role role, IEnumerable<KeyValuePair<string, string>> session)
    {
        foreach (var (name, value) in session)
            Set(new(role, name), value);
    }

    /// <summary>The values of a role's session, by name; empty if it has none.</summary>
    public Dictionary<string, string> SessionOf(Role role) =>
        values.Where(pair => pair.Key.Role == role).ToDictionary(pair => pair.Key.Name, pair => pair.Value, StringComparer.Ordinal);

    /// <summary>Also hides the values that another instance has or hides.</summary>
    public void Hide(RoleSessions other)
    {
        hidden.UnionWith(other.values.Values.Where(value => value.Length >= ShortestSecret));
        hidden.UnionWith(other.hidden);
        ResetMasks();
    }

    /// <summary>Hides the values of a session that has no role here.</summary>
    public void HideAll(IEnumerable<string> secrets) => hidden.UnionWith(secrets.Where(value => value.Length >= ShortestSecret));

    /// <summary>Hides a secret that does not belong to a session, such as a password.</summary>
    public void Hide(string secret)
    {
        hidden.Add(secret);
        ResetMasks();
    }

    /// <summary>Replaces each value of a session, and each other secret, in the text by a prefix of its hash.</summary>
    public string Hashed(string text) => (hashing ??= new([.. values.Values.Where(IsLong).Concat(hidden).Select(HashOf)])).Mask(text);

    /// <summary>Replaces each secret without a role, such as a password, in the text by a prefix of its hash.</summary>
    public string WithoutHidden(string text) => hidden.Count == 0 ? text : (hiding ??= new(hidden.Select(HashOf))).Mask(text);

    /// <summary>
    /// Replaces each value of a session in the text by its placeholder, and each other secret by a prefix of its hash, so that nothing
    /// secret or volatile is left.
    /// </summary>
    public string Masked(string text)
    {
        // If two roles share a value, the placeholder of the caller takes precedence.
        masking ??= new(
            [
                .. values.Where(pair => IsLong(pair.Value)).OrderBy(pair => pair.Key.Role)
                    .ThenBy(pair => pair.Key.Name, StringComparer.Ordinal)
                    .Select(pair => new LabelledSecret(pair.Value, pair.Key.ToString())),
                .. hidden.Select(HashOf),
            ],
            marksEscaped: true);
        return masking.Mask(text);
    }

    private static bool IsLong(string value) => value.Length >= ShortestSecret;

    private static LabelledSecret HashOf(string secret) => new(secret, Redactor.Hash(secret));

    private void ResetMasks() => hashing = hiding = masking = null;
}
