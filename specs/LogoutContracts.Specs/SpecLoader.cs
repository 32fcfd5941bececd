using LogoutContracts.Specs.Layers;
using LogoutContracts.Specs.Layers.Bases;
using LogoutContracts.Specs.Layers.Presets;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;

namespace LogoutContracts.Specs;

/// <summary>Loads one spec from disk, with the files that it extends and refers to.</summary>
internal static class SpecLoader
{
    public const string WorkflowsName = "workflows.arazzo.yaml";

    private const int MaxReferences = 1_000;

    private const int MaxReferencedLength = 32 << 20;

    /// <exception cref="IOException">The spec or its workflows cannot be read; see <see cref="InputFile.Read"/>.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the spec or its workflows is denied.</exception>
    public static SpecFiles Load(string path)
    {
        var folder = Path.GetDirectoryName(path) ?? "";
        var workflows = Path.Combine(folder, WorkflowsName);
        var spec = OnDisk(path);
        var files = new SpecFiles(spec, File.Exists(workflows) ? OnDisk(workflows) : null);
        if (PresetFiles.In(spec.Utf8.Span) is { } preset)
            files = files with { Preset = Attempt(preset, Path.GetFullPath(Path.Combine(folder, preset))) };
        if (OverlayReader.ExtendsIn(spec) is not { } extends)
            return files with { References = ReferencesOf(spec) };
        if (extends.Length == 0)
            return files with { Base = new(extends, null) };
        var extended = Attempt(extends, Path.GetFullPath(Path.Combine(folder, extends)));
        return files with { Base = extended, References = extended.File is { } file ? ReferencesOf(file) : [] };
    }

    private static ValueList<ReferencedFile> ReferencesOf(TextFile openApi)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(openApi.Name))!;
        var found = new Dictionary<string, ReferencedFile>(StringComparer.Ordinal);
        var waiting = new Queue<(string Path, TextFile File)>([(Path.GetFileName(openApi.Name), openApi)]);
        var length = 0;
        while (waiting.TryDequeue(out var next))
        {
            foreach (var path in FileReferences.In(next.Path, next.File.Utf8.Span).Where(path => !found.ContainsKey(path)))
            {
                if (found.Count == MaxReferences || length > MaxReferencedLength)
                    return found.Values.ToValueList();
                var reference = Referenced(folder, path);
                found.Add(path, reference);
                if (reference.File is not { } file)
                    continue;
                length += file.Utf8.Length;
                waiting.Enqueue((path, file));
            }
        }

        return found.Values.ToValueList();
    }

    // A downloaded OpenAPI file must not make us read files elsewhere, neither by its path nor through a link.
    private static ReferencedFile Referenced(string folder, string path)
    {
        if (path.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(path))
            return new(path, null, "it is outside the folder of the OpenAPI file");
        var full = folder;
        foreach (var part in path.Split('/'))
        {
            full = Path.Combine(full, part);
            if (new FileInfo(full).LinkTarget is not null)
                return new(path, null, $"'{part}' is a symbolic link");
        }

        return Attempt(path, full);
    }

    private static ReferencedFile Attempt(string path, string full)
    {
        try
        {
            return new(path, OnDisk(full));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return new(path, null, "there is no such file");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return new(path, null, e.Message.TrimEnd('.'));
        }
    }

    private static TextFile OnDisk(string path) => new(path.Replace('\\', '/'), InputFile.Read(path));
}
