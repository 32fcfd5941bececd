using System.Reflection;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;

namespace LogoutContracts.Specs;

/// <summary>Where specs come from: this assembly, or a folder with one folder a contract.</summary>
public static class SpecCatalog
{
    private const string SpecName = "openapi.yaml";
    private const string WorkflowsName = "workflows.arazzo.yaml";

    /// <summary>The contracts that are built in, by id.</summary>
    /// <exception cref="InvalidSpecException">One of them is broken; the build's tests keep that from happening.</exception>
    public static ValueList<Contract> BuiltIn { get; } = ReadAll(BuiltInFiles()).Select(reading => reading.Require()).OrderBy(contract => contract.Id, StringComparer.Ordinal).ToValueList();

    /// <summary>The built-in specs as they were written.</summary>
    public static IReadOnlyList<SpecFiles> BuiltInFiles()
    {
        var assembly = typeof(SpecCatalog).Assembly;
        var names = assembly.GetManifestResourceNames();
        return [.. names.Where(name => name.EndsWith($"/{SpecName}", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(name =>
        {
            var workflows = name[..^SpecName.Length] + WorkflowsName;
            return new SpecFiles(Embedded(assembly, name), names.Contains(workflows, StringComparer.Ordinal) ? Embedded(assembly, workflows) : null);
        })];
    }

    /// <summary>The specs of a folder: <c>*/openapi.yaml</c>, or, where the folder is one contract's own, its <c>openapi.yaml</c>; or one file, named itself.</summary>
    /// <exception cref="IOException">The folder, or a file in it, cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Nor may it.</exception>
    public static IReadOnlyList<SpecFiles> Load(string path)
    {
        if (File.Exists(path))
            return [LoadOne(path)];
        if (File.Exists(Path.Combine(path, SpecName)))
            return [LoadOne(Path.Combine(path, SpecName))];
        return [.. Directory.EnumerateDirectories(path).Select(folder => Path.Combine(folder, SpecName)).Where(File.Exists).Order(StringComparer.Ordinal).Select(LoadOne)];
    }

    /// <returns>In the order of the files. They are read side by side, as most of a program's start goes into this.</returns>
    public static IReadOnlyList<Parsed<Contract>> ReadAll(IEnumerable<SpecFiles> files)
    {
        SpecFiles[] all = [.. files];
        var read = new Parsed<Contract>[all.Length];
        Parallel.For(0, all.Length, i => read[i] = SpecReader.Read(all[i].Spec.Name, all[i].Spec.Utf8.Span, all[i].Workflows));
        return read;
    }

    private static SpecFiles LoadOne(string path)
    {
        var workflows = Path.Combine(Path.GetDirectoryName(path) ?? "", WorkflowsName);
        return new(OnDisk(path), File.Exists(workflows) ? OnDisk(workflows) : null);
    }

    private static TextFile OnDisk(string path) => new(path.Replace('\\', '/'), File.ReadAllBytes(path));

    private static TextFile Embedded(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new(name, bytes);
    }
}

/// <summary>A contract's files, read.</summary>
public sealed record SpecFiles(TextFile Spec, TextFile? Workflows);
