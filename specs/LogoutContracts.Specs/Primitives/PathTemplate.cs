namespace LogoutContracts.Specs.Primitives;

/// <summary>An OpenAPI path template, in which each <c>{parameter}</c> is a whole segment.</summary>
public sealed record PathTemplate(string Text)
{
    /// <summary>The accepted syntax, for messages.</summary>
    public static string Forms =>
        "a path that starts with '/', without '?', '#' and spaces, in which each segment is either text or one {parameter}";

    /// <summary>Whether the text has the form described by <see cref="Forms"/>.</summary>
    public bool IsWellFormed =>
        Text is ['/', ..] && !Text.AsSpan().ContainsAny("?# ")
        && Segments.All(segment => IsParameter(segment) || !segment.AsSpan().ContainsAny('{', '}'));

    public bool HasParameters => Text.Contains('{', StringComparison.Ordinal);

    /// <summary>The parts between the slashes; the first one is empty.</summary>
    public IEnumerable<string> Segments => Text.Split('/');

    public IEnumerable<string> Parameters => Segments.Where(IsParameter).Select(segment => segment[1..^1]);

    /// <summary>Whether the template matches a path. A parameter matches any non-empty segment.</summary>
    public bool Matches(string path)
    {
        var (own, given) = (Text.Split('/'), path.Split('/'));
        return own.Length == given.Length && own.Zip(given).All(pair => IsParameter(pair.First)
            ? pair.Second.Length > 0 : string.Equals(pair.First, pair.Second, StringComparison.Ordinal));
    }

    /// <summary>The values of the parameters in a path, not decoded; empty if the path does not match.</summary>
    public IReadOnlyDictionary<string, string> ValuesIn(string path) => Matches(path)
        ? Text.Split('/').Zip(path.Split('/')).Where(pair => IsParameter(pair.First))
            .ToDictionary(pair => pair.First[1..^1], pair => pair.Second, StringComparer.Ordinal)
        : new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The path with the parameters replaced by values.</summary>
    /// <exception cref="KeyNotFoundException">A parameter has no value.</exception>
    public string Fill(IReadOnlyDictionary<string, string> values) =>
        string.Join('/', Segments.Select(segment => IsParameter(segment) ? values[segment[1..^1]] : segment));

    public override string ToString() => Text;

    public static bool IsParameter(string segment) => segment is ['{', _, .., '}'] && !segment.AsSpan(1..^1).ContainsAny('{', '}');
}
