using System.Reflection;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;

namespace LogoutContracts.Specs;

/// <summary>Loads specs: the built-in ones, or those in a folder with one subfolder per contract.</summary>
public static class SpecCatalog
{
    private const string SpecName = "openapi.yaml";
    private const string WorkflowsName = "workflows.arazzo.yaml";

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
        return [.. names.Where(name => name.EndsWith($"/{SpecName}", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(name =>
        {
            var workflows = name[..^SpecName.Length] + WorkflowsName;
            return new SpecFiles(
                Embedded(assembly, name), names.Contains(workflows, StringComparer.Ordinal) ? Embedded(assembly, workflows) : null);
        })];
    }

    /// <summary>Loads specs from disk.</summary>
    /// <param name="path">A spec file, the folder of one contract, or a folder with one subfolder per contract.</param>
    /// <exception cref="IOException">The folder or a file in it cannot be read; see <see cref="InputFile.Read"/>.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the folder or a file in it is denied.</exception>
    public static IReadOnlyList<SpecFiles> Load(string path)
    {
        if (File.Exists(path))
            return [LoadOne(path)];
        if (File.Exists(Path.Combine(path, SpecName)))
            return [LoadOne(Path.Combine(path, SpecName))];
        var specs = Directory.EnumerateDirectories(path).Select(folder => Path.Combine(folder, SpecName)).Where(File.Exists);
        return [.. specs.Order(StringComparer.Ordinal).Select(LoadOne)];
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

    private static SpecFiles LoadOne(string path)
    {
        var workflows = Path.Combine(Path.GetDirectoryName(path) ?? "", WorkflowsName);
        return new(OnDisk(path), File.Exists(workflows) ? OnDisk(workflows) : null);
    }

    private static TextFile OnDisk(string path) => new(path.Replace('\\', '/'), InputFile.Read(path));

    private static TextFile Embedded(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new(name, bytes);
    }
}

/// <summary>The contents of a contract's files.</summary>
public sealed record SpecFiles(TextFile Spec, TextFile? Workflows)
{
    /// <summary>The overlays to apply to the spec, in this order.</summary>
    public ValueList<TextFile> Overlays { get; init; } = [];
}
