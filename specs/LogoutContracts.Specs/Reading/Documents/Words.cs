namespace LogoutContracts.Specs.Reading.Documents;

/// <summary>Maps the words in specs to the values of an enum or a boolean.</summary>
/// <remarks>
/// Not a Dictionary, because its code for our value types cannot be compiled ahead of time and would be JIT-compiled at startup. There are
/// few words, so a linear search is fast enough.
/// </remarks>
internal sealed class Words<T>
    where T : struct
{
    private readonly List<Word> words = [];

    public IEnumerable<string> All => words.Select(word => word.Text);

    /// <summary>Adds a word.</summary>
    public T this[string text]
    {
        set => words.Add(new(text, value));
    }

    /// <returns>Null if the text is not one of the words.</returns>
    public T? Find(string text) => words.Find(word => string.Equals(word.Text, text, StringComparison.Ordinal))?.Value;

    private sealed record Word(string Text, T Value);
}
