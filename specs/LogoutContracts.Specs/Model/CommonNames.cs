using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs.Model;

/// <summary>Users who log in with a client certificate, identified by the certificate's common name.</summary>
/// <param name="ByKind">The users per session kind; one entry with a null kind if the same users may open every kind.</param>
public sealed record CommonNames(ValueList<UsersOfKind> ByKind)
{
    private const string UnknownUser = "unknown.user";

    public static CommonNames None { get; } = new([]);

    /// <summary>The accepted common names, for messages. Restricted so that a common name is also a valid file name.</summary>
    public const string Form = "1 to 64 letters, digits, '.', '_', '-', '@' and '+', starting with a letter or digit";

    /// <summary>Characters; the upper bound in X.520.</summary>
    private const int MaxLength = 64;

    public bool Any => ByKind.Count > 0;

    /// <summary>The distinct names, in the order of the spec.</summary>
    public IEnumerable<string> All => ByKind.SelectMany(users => users.Names).Distinct(StringComparer.Ordinal);

    /// <summary>A common name that does not belong to any user.</summary>
    public string Unknown => Enumerable.Range(1, ByKind.Count + 2)
        .Select(i => i == 1 ? UnknownUser : $"{UnknownUser}.{i}").First(name => !Knows(name));

    /// <summary>Whether the text has the form described by <see cref="Form"/>.</summary>
    public static bool IsName(string text) =>
        text.Length is > 0 and <= MaxLength && char.IsAsciiLetterOrDigit(text[0])
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '@' or '+');

    public bool Knows(string name) => All.Contains(name, StringComparer.Ordinal);

    /// <summary>The users who may open sessions of this kind; the first one owns the seeded sessions.</summary>
    public ValueList<string> Of(string? kind) =>
        ByKind.FirstOrDefault(users => users.Kind is null || string.Equals(users.Kind, kind, StringComparison.Ordinal))?.Names ?? [];

    /// <summary>The owner of the seeded sessions of this kind, or null if the contract defines no users.</summary>
    public string? OwnerOf(string? kind) => Of(kind) is [var first, ..] ? first : null;

    /// <summary>
    /// A user who does not own the seeded sessions of this kind, preferably one who may also open such sessions; null if there is none.
    /// </summary>
    public string? OtherThanOwnerOf(string? kind) =>
        Of(kind).Concat(All).FirstOrDefault(name => !string.Equals(name, OwnerOf(kind), StringComparison.Ordinal));

    /// <summary>A user who may not open sessions of this kind, or null if every user may.</summary>
    public string? BarredFrom(string? kind) => All.FirstOrDefault(name => !Of(kind).Contains(name, StringComparer.Ordinal));
}

/// <summary>The common names of the users who may open sessions of one kind.</summary>
/// <param name="Kind">The session kind, or null for every kind.</param>
public sealed record UsersOfKind(string? Kind, ValueList<string> Names);
