using System.Text;

namespace LogoutContracts.Drafting.Reading;

/// <summary>Splits names and texts into lower-case words.</summary>
internal static class NameWords
{
    // Verbs that are written in one word or in two.
    private static readonly string[] Joined = ["log out", "log off", "log in", "log on", "sign out", "sign off", "sign in", "sign on"];

    /// <summary>The words of a name in camel case, snake case or kebab case, or of a text. "Log out" is one word.</summary>
    public static IReadOnlyList<string> Of(string? text)
    {
        var words = new StringBuilder();
        var before = ' ';
        foreach (var (i, c) in (text ?? "").Index())
        {
            if (!char.IsLetterOrDigit(c))
                words.Append(' ');
            else if (char.IsUpper(c)
                && (char.IsLower(before) || (char.IsUpper(before) && i + 1 < text!.Length && char.IsLower(text[i + 1]))))
                words.Append(' ').Append(char.ToLowerInvariant(c));
            else
                words.Append(char.ToLowerInvariant(c));
            before = c;
        }

        var spaced = $" {string.Join(' ', words.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries))} ";
        foreach (var pair in Joined)
            spaced = spaced.Replace($" {pair} ", $" {pair.Replace(" ", "", StringComparison.Ordinal)} ", StringComparison.Ordinal);
        return spaced.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
