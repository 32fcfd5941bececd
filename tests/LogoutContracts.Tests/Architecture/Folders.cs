using System.Text.RegularExpressions;
using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Architecture;

/// <summary>Rules for folders: namespaces follow them, they have few files, and they do not depend on each other in cycles.</summary>
public sealed partial class Folders
{
    private const int MaxFiles = 15;

    private static readonly string[] Roots = ["specs", "mocks", "tools", "tests"];

    private static IEnumerable<string> Projects => Roots
        .SelectMany(root => Directory.EnumerateFiles(SourceTree.PathOf(root), "*.csproj", SearchOption.AllDirectories))
        .Select(file => Path.GetRelativePath(SourceTree.Root, Path.GetDirectoryName(file)!).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);

    private static IEnumerable<string> BuiltProjects => Projects.Where(project => File.Exists(AssemblyOf(project)));

    [TestCaseSource(nameof(Projects))]
    public void A_namespace_is_the_project_and_the_folder(string project)
    {
        var misplaced = Sources(project)
            .Select(file => (File: file, Declared: Namespace().Match(File.ReadAllText(SourceTree.PathOf(file))).Groups["name"].Value))
            .Where(source => source.Declared.Length > 0
                && !string.Equals(source.Declared, NamespaceOf(project, source.File), StringComparison.Ordinal))
            .Select(source => $"{source.File} declares {source.Declared}");

        misplaced.Should().BeEmpty();
    }

    [TestCaseSource(nameof(Projects))]
    public void A_folder_holds_few_files(string project)
    {
        var crowded = Sources(project).GroupBy(file => Path.GetDirectoryName(file)!, StringComparer.Ordinal)
            .Where(folder => folder.Count() > MaxFiles)
            .Select(folder => $"{folder.Key} has {folder.Count()} files");

        crowded.Should().BeEmpty();
    }

    [TestCaseSource(nameof(BuiltProjects))]
    public void No_two_folders_depend_on_each_other(string project)
    {
        var uses = UsesIn(project);
        var cycles = uses.Where(use => ReachableFrom(use.To, uses).Contains(use.From))
            .Select(use => $"{use.FromType} uses {use.ToType}").ToList();

        Assert.That(cycles, Is.Empty, string.Join('\n', cycles));
    }

    [Test]
    public void All_projects_are_checked() =>
        BuiltProjects.Should().Contain(["specs/LogoutContracts.Specs", "tools/LogoutContracts.Cli", "tests/LogoutContracts.Tests"]);

    /// <summary>Each use of a type in one namespace of the project by a type in another, including method bodies.</summary>
    private static List<Use> UsesIn(string project)
    {
        var root = Path.GetFileName(project);
        var types = new ArchLoader().LoadAssembly(System.Reflection.Assembly.LoadFrom(AssemblyOf(project))).Build().Types;
        return [.. types.Where(type => IsIn(type.Namespace.FullName, root))
            .SelectMany(type => type.Dependencies.Select(dependency => dependency.Target)
                .Where(target => target is not GenericParameter).Distinct()
                .Select(target => new Use(type.Namespace.FullName, target.Namespace?.FullName ?? "", type.FullName, target.FullName)))
            .Where(use => IsIn(use.To, root) && !string.Equals(use.From, use.To, StringComparison.Ordinal))];
    }

    private static HashSet<string> ReachableFrom(string folder, List<Use> uses)
    {
        var next = uses.ToLookup(use => use.From, use => use.To, StringComparer.Ordinal);
        var reached = new HashSet<string>(StringComparer.Ordinal) { folder };
        var waiting = new Queue<string>(reached);
        while (waiting.TryDequeue(out var from))
        {
            foreach (var to in next[from].Where(reached.Add))
                waiting.Enqueue(to);
        }

        return reached;
    }

    private static bool IsIn(string name, string root) =>
        string.Equals(name, root, StringComparison.Ordinal) || name.StartsWith($"{root}.", StringComparison.Ordinal);

    private static IEnumerable<string> Sources(string project) =>
        Directory.EnumerateFiles(SourceTree.PathOf(project), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(SourceTree.Root, file).Replace('\\', '/'));

    private static string NamespaceOf(string project, string file) =>
        Path.GetDirectoryName(Path.GetRelativePath(project, file))!.Replace('\\', '/') is { Length: > 0 } folder
            ? $"{Path.GetFileName(project)}.{folder.Replace('/', '.')}" : Path.GetFileName(project);

    /// <summary>Path of the project's assembly. The file exists only if this project references the project.</summary>
    private static string AssemblyOf(string project)
    {
        var name = Path.GetFileName(project) is "LogoutContracts.Cli" ? "logout-contracts" : Path.GetFileName(project);
        return Path.Combine(AppContext.BaseDirectory, $"{name}.dll");
    }

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Namespace();

    /// <summary>A type uses a type of another namespace.</summary>
    private sealed record Use(string From, string To, string FromType, string ToType);
}
