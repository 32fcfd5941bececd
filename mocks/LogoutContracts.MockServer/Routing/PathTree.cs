using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.MockServer.Routing;

/// <summary>
/// A tree of path templates by segment: the depth of a lookup is the number of segments, however many templates there are. If several
/// templates match, the one added first wins.
/// </summary>
internal sealed class PathTree<T>
    where T : class
{
    private readonly Dictionary<string, PathTree<T>> literals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PathTree<T>>.AlternateLookup<ReadOnlySpan<char>> byText;
    private PathTree<T>? parameter;
    private T? here;
    private int order;
    private int count;

    public PathTree() => byText = literals.GetAlternateLookup<ReadOnlySpan<char>>();

    public void Add(PathTemplate template, T value)
    {
        var node = this;
        foreach (var segment in template.Segments)
        {
            if (PathTemplate.IsParameter(segment))
                node = node.parameter ??= new();
            else if (node.literals.TryGetValue(segment, out var known))
                node = known;
            else
                node.literals.Add(segment, node = new());
        }

        count++;
        if (node.here is null)
            (node.here, node.order) = (value, count);
    }

    /// <returns>Null if no template matches.</returns>
    public T? Find(ReadOnlySpan<char> path) => Find(path, isWhole: false)?.here;

    private PathTree<T>? Find(ReadOnlySpan<char> rest, bool isWhole)
    {
        if (isWhole)
            return here is null ? null : this;
        var slash = rest.IndexOf('/');
        var isLast = slash < 0;
        var segment = isLast ? rest : rest[..slash];
        rest = isLast ? [] : rest[(slash + 1)..];
        var exact = byText.TryGetValue(segment, out var literal) ? literal.Find(rest, isLast) : null;
        var any = segment.IsEmpty ? null : parameter?.Find(rest, isLast);
        return exact is null || any?.order < exact.order ? any : exact;
    }
}
