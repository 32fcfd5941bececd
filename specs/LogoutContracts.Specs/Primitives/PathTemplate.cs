namespace LogoutContracts.Specs.Primitives;

/// <summary>OpenAPI's path with <c>{parameters}</c>, each of which stands for one whole segment.</summary>
public sealed record PathTemplate(string Text)
{
    public static string Forms => "'/', then segments without '?', '#' and blanks, each either a text or one {parameter}";

    public bool IsWellFormed =>
        Text is ['/', ..] && !Text.AsSpan().ContainsAny("?# ") && Segments.All(segment => IsParameter(segment) || !segment.AsSpan().ContainsAny('{', '}'));

    public bool HasParameters => Text.Contains('{', StringComparison.Ordinal);

    /// <summary>What the slashes part; the first is empty.</summary>
    public IEnumerable<string> Segments => Text.Split('/');

    public IEnumerable<string> Parameters => Segments.Where(IsParameter).Select(segment => segment[1..^1]);

    /// <summary>Whether a path is one of these; a parameter stands for any segment but an empty one.</summary>
    public bool Matches(string path)
    {
        var (own, given) = (Text.Split('/'), path.Split('/'));
        return own.Length == given.Length && own.Zip(given).All(pair => IsParameter(pair.First) ? pair.Second.Length > 0 : string.Equals(pair.First, pair.Second, StringComparison.Ordinal));
    }

    /// <summary>The values of the parameters in a path that <see cref="Matches"/>, as they stand there; none in any other.</summary>
    public IReadOnlyDictionary<string, string> ValuesIn(string path) => Matches(path)
        ? Text.Split('/').Zip(path.Split('/')).Where(pair => IsParameter(pair.First)).ToDictionary(pair => pair.First[1..^1], pair => pair.Second, StringComparer.Ordinal)
        : new Dictionary<string, string>(StringComparer.Ordinal);

    /// <exception cref="KeyNotFoundException">A parameter has no value.</exception>
    public string Fill(IReadOnlyDictionary<string, string> values) =>
        string.Join('/', Segments.Select(segment => IsParameter(segment) ? values[segment[1..^1]] : segment));

    public override string ToString() => Text;

    public static bool IsParameter(string segment) => segment is ['{', _, .., '}'] && !segment.AsSpan(1..^1).ContainsAny('{', '}');
}
