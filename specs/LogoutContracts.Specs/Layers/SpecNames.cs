namespace LogoutContracts.Specs.Layers;

/// <summary>Compares the <c>extends</c> of an overlay with the names of specs.</summary>
internal static class SpecNames
{
    /// <summary>
    /// Whether <c>extends</c> names this spec: as a path relative to the overlay, or, because specs can be embedded or elsewhere, as the
    /// end of the spec's path.
    /// </summary>
    public static bool AreSame(string extends, string overlayFile, string specFile) =>
        IsExact(extends, overlayFile, specFile) || IsEndOf(extends, specFile);

    /// <summary>Whether the path, relative to the overlay, is that of the spec.</summary>
    public static bool IsExact(string extends, string overlayFile, string specFile) =>
        string.Equals(Normalized($"{FolderOf(overlayFile)}{extends}"), Normalized(specFile), StringComparison.Ordinal);

    /// <summary>The name of a file without its folder. Files of a commit are named like <c>git:main:openapi.yaml</c>.</summary>
    public static string FileOf(string file)
    {
        var path = Slashes(file);
        var end = path.StartsWith("git:", StringComparison.Ordinal) ? path.LastIndexOfAny(['/', ':']) : path.LastIndexOf('/');
        return path[(end + 1)..];
    }

    private static bool IsEndOf(string extends, string specFile)
    {
        var end = Normalized(extends).Split('/').SkipWhile(part => part is "..").ToArray();
        var path = Normalized(specFile).Split('/');
        return end.Length > 0 && end.Length <= path.Length && path.AsSpan()[^end.Length..].SequenceEqual(end);
    }

    private static string FolderOf(string file) =>
        Slashes(file) is var path && path.LastIndexOf('/') is >= 0 and var end ? path[..(end + 1)] : "";

    private static string Slashes(string path) => path.Replace('\\', '/');

    /// <summary>Without '.' and, as far as possible, '..'.</summary>
    private static string Normalized(string path)
    {
        var parts = new List<string>();
        foreach (var part in Slashes(path).Split('/').Where(part => part is not "."))
        {
            if (part is ".." && parts is [.., not ".."])
                parts.RemoveAt(parts.Count - 1);
            else
                parts.Add(part);
        }

        return string.Join('/', parts);
    }
}
