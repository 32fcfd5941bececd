namespace LogoutContracts.Verification.Masking;

/// <summary>Finds secrets of fewer than 8 characters, such as short passwords. It does not find parts of them.</summary>
internal sealed class ShortSecrets(IEnumerable<LabelledSecret> secrets)
{
    // Shorter secrets occur in many words, so they are masked only as whole words.
    private const int Anywhere = 6;

    private readonly LabelledSecret[] secrets = [.. secrets];

    public bool IsEmpty => secrets.Length == 0;

    public IEnumerable<MaskedRange> Find(string text)
    {
        foreach (var secret in secrets)
        {
            var length = secret.Value.Length;
            var at = text.IndexOf(secret.Value, StringComparison.Ordinal);
            while (at >= 0)
            {
                if (length >= Anywhere || IsWord(text, at, at + length))
                    yield return new(at, at + length, secret.Label);
                at = text.IndexOf(secret.Value, at + length, StringComparison.Ordinal);
            }
        }
    }

    // A colon comes before the digits of a hash.
    private static bool IsWord(string text, int from, int to) =>
        (from == 0 || !(IsWordCharacter(text[from - 1]) || text[from - 1] == ':'))
        && (to == text.Length || !IsWordCharacter(text[to]));

    private static bool IsWordCharacter(char character) => char.IsLetterOrDigit(character) || character == '_';
}
