namespace LogoutContracts.Specs.Primitives;

/// <summary>Paths of files, relative to a folder, with slashes. A path outside of the folder starts with "..".</summary>
public static class RelativePath
{
    /// <summary>Follows a relative path from a file.</summary>
    /// <returns>The path from the folder that <paramref name="file"/> is relative to, without '.' and inner '..'.</returns>
    public static string From(string file, string path) =>
        Normalized(file.LastIndexOf('/') is >= 0 and var end ? $"{file[..end]}/{path}" : path);

    private static string Normalized(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Split('/').Where(part => part is not ("." or "")))
        {
            if (part is ".." && parts is [.., not ".."])
                parts.RemoveAt(parts.Count - 1);
            else
                parts.Add(part);
        }

        return string.Join('/', parts);
    }
}
