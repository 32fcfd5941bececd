namespace LogoutContracts.Mocks.Requests;

/// <summary>Reads the path of a URL.</summary>
public static class PathText
{
    /// <summary>The segment with this index, as written; empty if the path is shorter.</summary>
    public static ReadOnlySpan<char> Segment(ReadOnlySpan<char> path, int index)
    {
        foreach (var range in path.Split('/'))
        {
            if (index-- == 0)
                return path[range];
        }

        return [];
    }
}
