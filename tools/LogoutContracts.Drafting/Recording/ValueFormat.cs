using LogoutContracts.Drafting.Detection;

namespace LogoutContracts.Drafting.Recording;

/// <summary>Describes recorded values as a format, without showing them.</summary>
internal static class ValueFormat
{
    private static readonly (string Class, Func<char, bool> Has)[] Classes =
    [
        ("[0-9a-f]", c => char.IsAsciiDigit(c) || c is >= 'a' and <= 'f'),
        ("[0-9A-F]", c => char.IsAsciiDigit(c) || c is >= 'A' and <= 'F'),
        ("[A-Za-z0-9]", char.IsAsciiLetterOrDigit),
        ("[A-Za-z0-9_-]", c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'),
        ("[A-Za-z0-9._~%+=-]", c => char.IsAsciiLetterOrDigit(c) || "._~%+=-".Contains(c, StringComparison.Ordinal)),
    ];

    // 64 bits in hex digits.
    private const int Least = 16;
    private const int Most = 512;

    /// <summary>The narrowest common class of characters, in the recorded lengths.</summary>
    public static string Of(IReadOnlyList<string> values)
    {
        if (values.All(value => Guid.TryParseExact(value, "D", out _)))
            return "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
        var (least, most) = (values.Min(value => value.Length), values.Max(value => value.Length));
        if (least < Least || most > Most)
            return DraftCredential.DefaultFormat;
        var found = Classes.FirstOrDefault(each => values.All(value => value.All(each.Has))).Class;
        var count = least == most ? $"{least}" : $"{least},{most}";
        return found is null ? DraftCredential.DefaultFormat : $"{found}{{{count}}}";
    }
}
