namespace LogoutContracts.Verification.Masking;

/// <summary>Finds secrets of fewer than 8 characters, such as short passwords: whole ones only.</summary>
internal sealed class ShortSecrets(IEnumerable<LabelledSecret> secrets)
{
    // A shorter one is masked only if it is a word of its own: as a part of words it would occur everywhere.
    private const int Anywhere = 6;

    private readonly LabelledSecret[] secrets = [.. secrets];

    public bool IsEmpty => secrets.Length == 0;

    public IEnumerable<MaskedRange> Find(string text)
    {
        foreach (var secret in secrets)
        {
            var length = secret.Value.Length;
            for (var at = text.IndexOf(secret.Value, StringComparison.Ordinal); at >= 0; at = text.IndexOf(secret.Value, at + length, StringComparison.Ordinal))
            {
                if (length >= Anywhere || IsWord(text, at, at + length))
                    yield return new(at, at + length, secret.Label);
            }
        }
    }

    // A colon comes before the digits of a hash.
    private static bool IsWord(string text, int from, int to) =>
        (from == 0 || !(IsWordCharacter(text[from - 1]) || text[from - 1] == ':')) && (to == text.Length || !IsWordCharacter(text[to]));

    private static bool IsWordCharacter(char character) => char.IsLetterOrDigit(character) || character == '_';
}
