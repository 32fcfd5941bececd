using System.Text.RegularExpressions;

namespace LogoutContracts.Verification.Audit.Checks.Retries;

/// <summary>Ways to change a token so that no correct server accepts it. Pure.</summary>
/// <remarks>
/// These are left out, because a correct server may accept them: blanks around the token, "=" padding, changes of the last base64
/// character, which has unused bits, and of the letter case of hexadecimal digits and UUIDs.
/// </remarks>
internal static partial class Alterations
{
    private static readonly char[] Separators = ['|', ':'];

    /// <summary>By name. Each takes the token and that of another session, and returns null if it does not apply.</summary>
    public static IReadOnlyList<(string Name, Func<string, string, string?> Of)> All { get; } =
    [
        ("in upper case", static (token, _) => InCase(token, token.ToUpperInvariant())),
        ("in lower case", static (token, _) => InCase(token, token.ToLowerInvariant())),
        ("with one more character in front", static (token, _) => $"x{token}"),
        ("with one more character at the end", static (token, _) => token.EndsWith('=') ? null : $"{token}0"),
        ("with one more character in the middle", static (token, _) => $"{token[..(token.Length / 2)]}0{token[(token.Length / 2)..]}"),
        ("twice in a row", static (token, _) => token.EndsWith('=') ? null : token + token),
        ("without its first character", static (token, _) => Shorter(token, token[1..])),
        ("without its middle character", static (token, _) => Shorter(token, token.Remove(token.Length / 2, 1))),
        ("without its last four characters", static (token, _) =>
            token.EndsWith('=') ? null : Shorter(token, token[..Math.Max(0, token.Length - 4)])),
        ("cut to its first half", static (token, _) => Shorter(token, token[..(token.Length / 2)])),
        ("cut to its part after the separator", static (token, _) => Split(token) is { } parts ? Shorter(token, parts.After) : null),
        ("with the id of another session in front of its secret", static (token, other) => Split(token) is { } own
            && Split(other) is { } foreign && own.Separator == foreign.Separator
            ? Unlike(token, $"{foreign.Before}{own.Separator}{own.After}") : null),
    ];

    private static string? InCase(string token, string changed) => CaseFree().IsMatch(token) ? null : Unlike(token, changed);

    // A header or cookie with an even shorter value may not be sent at all.
    private static string? Shorter(string token, string changed) => token.Length >= 8 && changed.Length >= 3 ? changed : null;

    private static string? Unlike(string token, string changed) => string.Equals(token, changed, StringComparison.Ordinal) ? null : changed;

    private static (string Before, char Separator, string After)? Split(string token) =>
        token.IndexOfAny(Separators) is > 0 and var at && at < token.Length - 1
        ? (token[..at], token[at], token[(at + 1)..]) : null;

    [GeneratedRegex(@"^[^A-Za-z]*[0-9A-Fa-f-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex CaseFree();
}
