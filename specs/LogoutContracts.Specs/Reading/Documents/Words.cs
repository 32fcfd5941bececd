namespace LogoutContracts.Specs.Reading.Documents;

/// <summary>
/// The words that specs have for the values of a type. Few, so they are searched in turn. A dictionary of the framework's would have to be compiled for each <typeparamref name="T"/> while a
/// program starts, as nothing of the framework's that holds values of our own types can be compiled ahead; this class can.
/// </summary>
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

    /// <returns>Null where it is none of the words.</returns>
    public T? Find(string text) => words.Find(word => string.Equals(word.Text, text, StringComparison.Ordinal))?.Value;

    private sealed record Word(string Text, T Value);
}
