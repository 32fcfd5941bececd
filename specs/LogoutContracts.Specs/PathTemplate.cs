namespace LogoutContracts.Specs;

/// <summary>OpenAPI's path with <c>{parameters}</c>, each of which stands for one whole segment.</summary>
public sealed record PathTemplate(string Text)
{
    public static string Forms => "'/', then segments without '?', '#' and blanks, each either a text or one {parameter}";

    public bool IsWellFormed =>
        Text is ['/', ..] && !Text.AsSpan().ContainsAny("?# ") && Text.Split('/').All(segment => IsParameter(segment) || !segment.AsSpan().ContainsAny('{', '}'));

    public bool HasParameters => Text.Contains('{', StringComparison.Ordinal);

    public IEnumerable<string> Parameters => Text.Split('/').Where(IsParameter).Select(segment => segment[1..^1]);

    public bool Matches(ReadOnlySpan<char> path)
    {
        var pattern = Text.AsSpan();
        while (true)
        {
            var expected = Next(ref pattern, out var lastExpected);
            var actual = Next(ref path, out var lastActual);
            if (lastExpected != lastActual || !(IsParameter(expected) ? actual.Length > 0 : expected.SequenceEqual(actual)))
                return false;
            if (lastExpected)
                return true;
        }
    }

    /// <summary>The values of the parameters in a path that <see cref="Matches"/>, as they stand there; none in any other.</summary>
    public IReadOnlyDictionary<string, string> ValuesIn(string path) => Matches(path)
        ? Text.Split('/').Zip(path.Split('/')).Where(pair => IsParameter(pair.First)).ToDictionary(pair => pair.First[1..^1], pair => pair.Second, StringComparer.Ordinal)
        : new Dictionary<string, string>(StringComparer.Ordinal);

    /// <exception cref="KeyNotFoundException">A parameter has no value.</exception>
    public string Fill(IReadOnlyDictionary<string, string> values) =>
        string.Join('/', Text.Split('/').Select(segment => IsParameter(segment) ? values[segment[1..^1]] : segment));

    public override string ToString() => Text;

    private static bool IsParameter(string segment) => IsParameter(segment.AsSpan());

    private static bool IsParameter(ReadOnlySpan<char> segment) => segment is ['{', _, .., '}'] && !segment[1..^1].ContainsAny('{', '}');

    private static ReadOnlySpan<char> Next(ref ReadOnlySpan<char> rest, out bool last)
    {
        var slash = rest.IndexOf('/');
        last = slash < 0;
        var segment = last ? rest : rest[..slash];
        rest = last ? [] : rest[(slash + 1)..];
        return segment;
    }
}
