namespace LogoutContracts.Verification.Judging.Liveness;

/// <summary>Makes values that look like those of the target, but were never issued.</summary>
internal static class LookAlike
{
    /// <summary>Replaces one character near the middle by another of its class: a digit by a digit, a letter by a letter.</summary>
    /// <remarks>The ends stay: they may contain a prefix, padding, or bits that a decoder ignores.</remarks>
    public static string Of(string value)
    {
        var characters = value.ToCharArray();
        foreach (var at in FromTheMiddle(value.Length))
        {
            if (!char.IsAsciiLetterOrDigit(characters[at]) || IsEscaped(value, at))
                continue;
            characters[at] = Other(characters[at]);
            return new(characters);
        }

        return value + "0";
    }

    private static IEnumerable<int> FromTheMiddle(int length) =>
        Enumerable.Range(0, length).OrderBy(at => Math.Abs((2 * at) + 1 - length)).ThenBy(at => at);

    /// <summary>Whether the character is one of the two digits of a percent escape.</summary>
    private static bool IsEscaped(string value, int at) => (at > 0 && value[at - 1] == '%') || (at > 1 && value[at - 2] == '%');

    // Hexadecimal digits stay hexadecimal. A server may ignore letter case, so the letter itself changes.
    private static char Other(char character) => character switch
    {
        >= '0' and <= '9' => (char)('0' + ((character - '0' + 5) % 10)),
        >= 'a' and <= 'f' => (char)('a' + ((character - 'a' + 3) % 6)),
        >= 'A' and <= 'F' => (char)('A' + ((character - 'A' + 3) % 6)),
        >= 'a' and <= 'z' => (char)('g' + ((character - 'g' + 10) % 20)),
        _ => (char)('G' + ((character - 'G' + 10) % 20)),
    };
}
