using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace LogoutContracts.AdminClient;

/// <summary>The credentials and ids of a session by name. Looking up another name fails with a message that lists the names.</summary>
internal sealed class SessionValues(IReadOnlyDictionary<string, string> values) : IReadOnlyDictionary<string, string>
{
    public string this[string key] => values.TryGetValue(key, out var value)
        ? value
        : throw new KeyNotFoundException($"The session has no value '{key}'; expected one of: {string.Join(", ", values.Keys)}.");

    public IEnumerable<string> Keys => values.Keys;

    public IEnumerable<string> Values => values.Values;

    public int Count => values.Count;

    public bool ContainsKey(string key) => values.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value) => values.TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
