using LogoutContracts.Specs.Files;
using LogoutContracts.Specs.Layers;
using LogoutContracts.Specs.Layers.Bases;
using LogoutContracts.Specs.Layers.Presets;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;

namespace LogoutContracts.Specs;

/// <summary>Loads one spec, with the files that it extends and refers to.</summary>
internal sealed class SpecLoader(IFileTree tree)
{
    public const string WorkflowsName = "workflows.arazzo.yaml";

    private const int MaxReferences = 1_000;

    private const int MaxReferencedLength = 32 << 20;

    /// <exception cref="IOException">The spec or its workflows cannot be read; see <see cref="InputFile.Read"/>.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the spec or its workflows is denied.</exception>
    public SpecFiles Load(string path)
    {
        var folder = FolderOf(path);
        var workflows = Below(folder, WorkflowsName);
        var spec = Read(path);
        var files = new SpecFiles(spec, tree.IsFile(workflows) ? Read(workflows) : null);
        if (PresetFiles.In(spec.Utf8.Span) is { } preset)
            files = files with { Preset = Attempt(preset, tree.Resolve(folder, preset)) };
        if (OverlayReader.ExtendsIn(spec) is not { } extends)
            return files with { References = ReferencesOf(spec) };
        if (extends.Length == 0)
            return files with { Base = new(extends, null) };
        var extended = Attempt(extends, tree.Resolve(folder, extends));
        return files with { Base = extended, References = extended.File is { } file ? ReferencesOf(file) : [] };
    }

    private ValueList<ReferencedFile> ReferencesOf(TextFile openApi)
    {
        var folder = FolderOf(openApi.Name);
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
    private ReferencedFile Referenced(string folder, string path)
    {
        if (path.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(path))
            return new(path, null, "it is outside the folder of the OpenAPI file");
        var full = folder;
        foreach (var part in path.Split('/'))
        {
            full = Below(full, part);
            if (tree.IsLink(full))
                return new(path, null, $"'{part}' is a symbolic link");
        }

        return Attempt(path, full);
    }

    private ReferencedFile Attempt(string path, string full)
    {
        try
        {
            return new(path, Read(full));
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

    private TextFile Read(string path) => new(path, tree.Read(path));

    private static string FolderOf(string path) => path.LastIndexOf('/') is >= 0 and var end ? path[..Math.Max(end, 1)] : "";

    /// <summary>The path of a file in a folder; the folder may be the empty path.</summary>
    public static string Below(string folder, string name) =>
        folder.Length == 0 || folder.EndsWith('/') ? folder + name : $"{folder}/{name}";
}
