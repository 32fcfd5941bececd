using System.Text;
using LogoutContracts.Mocks;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs;

namespace LogoutContracts.Tests.Support;

/// <summary>A team's folder of specs: copies of built-in specs with other ids and ports.</summary>
internal sealed class OwnSpecs : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("own-specs-");

    /// <summary>Where commands run; the specs are below it, in <c>own</c>.</summary>
    public string Folder => folder.FullName;

    public static string TextOf(string builtIn) =>
        Encoding.UTF8.GetString(SpecCatalog.BuiltInFiles()
            .First(files => files.Spec.Name.Contains($"/{builtIn}/", StringComparison.Ordinal)).Spec.Utf8.Span);

    /// <param name="port">Null for the port of the built-in spec.</param>
    public OwnSpecs With(string id, string builtIn, int? port = null)
    {
        var text = TextOf(builtIn).Replace($"  id: {builtIn}\n", $"  id: {id}\n", StringComparison.Ordinal);
        var own = SpecCatalog.BuiltIn.First(contract => contract.Id.Equals(builtIn, StringComparison.Ordinal)).Port;
        Write(id, text.Replace($"  port: {own}\n", $"  port: {port ?? own}\n", StringComparison.Ordinal));
        return this;
    }

    public string PathOf(string id) => Path.Combine(Folder, "own", id, "openapi.yaml");

    public MockPlan Plan(string id) =>
        MockPlanner.Plan(SpecReader.Read(PathOf(id), File.ReadAllBytes(PathOf(id)), null).Require()).Require();

    public void Edit(string id, params IEnumerable<(string Old, string New)> changes) =>
        Write(id, changes.Aggregate(Read(id), (text, change) =>
        {
            text.Should().Contain(change.Old);
            return text.Replace(change.Old, change.New, StringComparison.Ordinal);
        }));

    public string Read(string id) => File.ReadAllText(PathOf(id));

    public void Write(string id, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(id))!);

        // Atomic: a server that watches the file must not see half of it, because tests count its messages.
        File.WriteAllText($"{PathOf(id)}~", text);
        File.Move($"{PathOf(id)}~", PathOf(id), overwrite: true);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
