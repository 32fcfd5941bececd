using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Diffing.Pairing;

/// <summary>
/// Pairs the credentials, ids and other values of two contracts. Their names are not on the wire, so values with other names but the
/// same carriers are the same.
/// </summary>
internal sealed class ValueNames
{
    private readonly Dictionary<string, string> newNames = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> oldNames = new(StringComparer.Ordinal);

    private ValueNames(SessionModel old, SessionModel @new)
    {
        Pair(old.Credentials, @new.Credentials, credential => credential.Name, static (one, other) =>
            one.Carriers.Count > 0 && one.Carriers.SequenceEqual(other.Carriers));
        Pair(old.Ids, @new.Ids, id => id.Name, static (one, other) => one.Format.Equals(other.Format));
        Pair(old.Values, @new.Values, value => value.Name, static (one, other) => one.Format.Equals(other.Format));
        Credentials = old.Credentials.Where(credential => newNames.ContainsKey(credential.Name))
            .Select(credential => (credential, @new.Credentials.First(other => IsNamed(other.Name, newNames[credential.Name]))))
            .ToValueList();
        Removed = old.Credentials.Where(credential => !newNames.ContainsKey(credential.Name)).ToValueList();
        Added = @new.Credentials.Where(credential => !oldNames.ContainsKey(credential.Name)).ToValueList();
    }

    /// <summary>The credentials that both contracts have.</summary>
    public ValueList<(Credential Old, Credential New)> Credentials { get; }

    /// <summary>The credentials that only the old contract has.</summary>
    public ValueList<Credential> Removed { get; }

    /// <summary>The credentials that only the new contract has.</summary>
    public ValueList<Credential> Added { get; }

    public static ValueNames Of(SessionModel old, SessionModel @new) => new(old, @new);

    /// <summary>The new contract's name for a value of the old one; unchanged if it has none.</summary>
    public string InNew(string oldName) => newNames.GetValueOrDefault(oldName, oldName);

    /// <summary>The old contract's name for a value of the new one; unchanged if it has none.</summary>
    public string InOld(string newName) => oldNames.GetValueOrDefault(newName, newName);

    private void Pair<T>(ValueList<T> old, ValueList<T> @new, Func<T, string> nameOf, Func<T, T, bool> areAlike)
    {
        foreach (var one in old.Where(one => @new.Any(other => IsNamed(nameOf(one), nameOf(other)))))
            Add(nameOf(one), nameOf(one));
        var (left, right) = (Unpaired(old, newNames), Unpaired(@new, oldNames));
        foreach (var one in left)
        {
            var alike = Unpaired(@new, oldNames).FindAll(other => areAlike(one, other));
            if (alike is [var only] || (left is [_] && right is [var last] && (only = last) is not null))
                Add(nameOf(one), nameOf(only));
        }

        List<T> Unpaired(ValueList<T> all, Dictionary<string, string> paired) => [.. all.Where(each => !paired.ContainsKey(nameOf(each)))];
    }

    private void Add(string old, string @new)
    {
        newNames[old] = @new;
        oldNames[@new] = old;
    }

    private static bool IsNamed(string one, string other) => string.Equals(one, other, StringComparison.Ordinal);
}
