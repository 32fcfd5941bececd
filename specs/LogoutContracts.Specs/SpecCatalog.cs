using System.Reflection;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Files;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;

namespace LogoutContracts.Specs;

/// <summary>Loads specs: the built-in ones, or those in a folder with one subfolder per contract.</summary>
public static class SpecCatalog
{
    /// <summary>The names of a spec in the folder of its contract: an OpenAPI file, or an overlay that extends one.</summary>
    public static ValueList<string> SpecNames { get; } = ["openapi.yaml", "contract.overlay.yaml"];

    private static string OpenApiName => SpecNames[0];

    // Read late, so that an invalid spec does not keep others from being read one by one.
    private static readonly Lazy<ValueList<Contract>> LazyBuiltIn = new(() => ReadAll(BuiltInFiles())
        .Select(reading => reading.Require()).OrderBy(contract => contract.Id, StringComparer.Ordinal).ToValueList());

    /// <summary>The built-in contracts, sorted by id.</summary>
    /// <exception cref="InvalidSpecException">A built-in spec is invalid, which the tests rule out.</exception>
    public static ValueList<Contract> BuiltIn => LazyBuiltIn.Value;

    /// <summary>The source text of the built-in specs.</summary>
    public static IReadOnlyList<SpecFiles> BuiltInFiles()
    {
        var assembly = typeof(SpecCatalog).Assembly;
        var names = assembly.GetManifestResourceNames();
        return [.. names.Where(name => name.EndsWith($"/{OpenApiName}", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(name =>
            {
                var workflows = name[..^OpenApiName.Length] + SpecLoader.WorkflowsName;
                return new SpecFiles(
                    Embedded(assembly, name), names.Contains(workflows, StringComparer.Ordinal) ? Embedded(assembly, workflows) : null);
            })];
    }

    /// <summary>Loads specs from disk, with the files that they extend and refer to.</summary>
    /// <param name="path">A spec file, the folder of one contract, or a folder with one subfolder per contract.</param>
    /// <returns>The specs by path, without OpenAPI files that only others of them extend.</returns>
    /// <exception cref="IOException">The folder or a file in it cannot be read; see <see cref="InputFile.Read"/>.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the folder or a file in it is denied.</exception>
    public static IReadOnlyList<SpecFiles> Load(string path) => Load(new Disk(), Disk.Slashes(path));

    /// <summary>Loads specs from a tree of files, as <see cref="Load(string)"/> does from disk.</summary>
    /// <exception cref="IOException">The folder or a file in it cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the folder or a file in it is denied.</exception>
    public static IReadOnlyList<SpecFiles> Load(IFileTree tree, string path)
    {
        var loader = new SpecLoader(tree);
        if (tree.IsFile(path))
            return [loader.Load(path)];
        if (SpecsIn(path).ToList() is { Count: > 0 } own)
            return WithoutBases(own);
        return WithoutBases(tree.FoldersIn(path).SelectMany(SpecsIn));

        IEnumerable<string> SpecsIn(string folder) => SpecNames.Select(name => SpecLoader.Below(folder, name)).Where(tree.IsFile);

        List<SpecFiles> WithoutBases(IEnumerable<string> paths)
        {
            var specs = paths.Order(StringComparer.Ordinal).Select(loader.Load).ToList();
            var bases = specs.Select(spec => spec.Base?.File?.Name).OfType<string>().Select(Resolved).ToHashSet(StringComparer.Ordinal);
            return specs.FindAll(spec => spec.Base is not null || !bases.Contains(Resolved(spec.Spec.Name)));
        }

        string Resolved(string name) => tree.Resolve("", name);
    }

    /// <summary>Parses specs, in parallel because this takes most of the startup time.</summary>
    /// <returns>The results, in the order of the files.</returns>
    public static IReadOnlyList<Parsed<Contract>> ReadAll(IEnumerable<SpecFiles> files)
    {
        SpecFiles[] all = [.. files];
        var read = new Parsed<Contract>[all.Length];
        Parallel.For(0, all.Length, i => read[i] = SpecReader.Read(all[i]));
        return read;
    }

    private static TextFile Embedded(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new(name, bytes);
    }

    private sealed class Disk : IFileTree
    {
        public bool IsFile(string path) => File.Exists(path);

        public bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;

        public IEnumerable<string> FoldersIn(string path) => Directory.EnumerateDirectories(path).Select(Slashes);

        public byte[] Read(string path) => InputFile.Read(path);

        public string Resolve(string folder, string path) => Slashes(Path.GetFullPath(Path.Combine(folder, path)));

        /// <summary>A path of the operating system as one with slashes.</summary>
        public static string Slashes(string path) => OperatingSystem.IsWindows() ? path.Replace('\\', '/') : path;
    }
}
