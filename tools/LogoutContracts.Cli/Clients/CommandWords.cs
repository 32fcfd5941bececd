using System.Text;

namespace LogoutContracts.Cli.Clients;

/// <summary>Splits a command line into words at spaces, as a shell does without variables and patterns. Quotes keep spaces.</summary>
internal static class CommandWords
{
    /// <returns>Null if a quote is not closed.</returns>
    public static IReadOnlyList<string>? Split(string text)
    {
        var words = new List<string>();
        StringBuilder? word = null;
        char? quote = null;
        foreach (var character in text)
        {
            if (character == quote)
            {
                quote = null;
            }
            else if (quote is null && character is ('\'' or '"'))
            {
                quote = character;

                // Quotes without anything in them are a word, too.
                word ??= new();
            }
            else if (quote is null && char.IsWhiteSpace(character))
            {
                if (word is not null)
                    words.Add(word.ToString());
                word = null;
            }
            else
            {
                (word ??= new()).Append(character);
            }
        }

        if (word is not null)
            words.Add(word.ToString());
        return quote is null ? words : null;
    }
}
