using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs.Model;

/// <summary>The users who log in by client certificate, by the common names of their certificates.</summary>
/// <param name="ByKind">By kind of the sessions that they open; one entry, of no kind, where all sessions are alike.</param>
public sealed record CommonNames(ValueList<UsersOfKind> ByKind)
{
    private const string Nobody = "unknown.user";

    public static CommonNames None { get; } = new([]);

    /// <summary>What a common name looks like here, so that it can also name a file.</summary>
    public const string Form = "1 to 64 letters, digits, '.', '_', '-', '@' and '+', the first a letter or a digit";

    /// <summary>Longest that X.520 allows.</summary>
    private const int MaxLength = 64;

    public bool Any => ByKind.Count > 0;

    /// <summary>Each name once, in the order of the spec.</summary>
    public IEnumerable<string> All => ByKind.SelectMany(users => users.Names).Distinct(StringComparer.Ordinal);

    /// <summary>A name that no user has.</summary>
    public string OfNobody => Enumerable.Range(1, ByKind.Count + 2).Select(i => i == 1 ? Nobody : $"{Nobody}.{i}").First(name => !Knows(name));

    public static bool IsName(string text) =>
        text.Length is > 0 and <= MaxLength && char.IsAsciiLetterOrDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '@' or '+');

    public bool Knows(string name) => All.Contains(name, StringComparer.Ordinal);

    /// <summary>Those who may open sessions of this kind; the first is the user of the seeded ones.</summary>
    public ValueList<string> Of(string? kind) => ByKind.FirstOrDefault(users => users.Kind is null || string.Equals(users.Kind, kind, StringComparison.Ordinal))?.Names ?? [];

    /// <summary>The user of the seeded sessions of this kind; null where the contract knows no users.</summary>
    public string? OwnerOf(string? kind) => Of(kind) is [var first, ..] ? first : null;

    /// <summary>Somebody else than the owner of a seeded session of this kind; where they can be, somebody who may open such sessions, too.</summary>
    public string? OtherThanOwnerOf(string? kind) => Of(kind).Concat(All).FirstOrDefault(name => !string.Equals(name, OwnerOf(kind), StringComparison.Ordinal));

    /// <summary>Somebody who may open no session of this kind.</summary>
    public string? BarredFrom(string? kind) => All.FirstOrDefault(name => !Of(kind).Contains(name, StringComparer.Ordinal));
}

/// <param name="Kind">Null: any.</param>
public sealed record UsersOfKind(string? Kind, ValueList<string> Names);
