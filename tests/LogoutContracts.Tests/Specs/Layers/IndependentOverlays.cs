using System.Text;
using System.Text.Json;
using LogoutContracts.Drafting;
using LogoutContracts.Drafting.Choosing;
using LogoutContracts.Mocks;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Specs.Yaml;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Specs.Layers;

/// <summary>
/// Compares with openapi-overlays-js and openapi-format, if they are installed like the tools of <see cref="IndependentReaders"/>.
/// </summary>
public sealed class IndependentOverlays : IDisposable
{
    private static readonly (string Spec, string Overlay)[] Pairs =
    [
        ("specs/rocketchat/openapi.yaml", "tests/LogoutContracts.Tests/Samples/overlays/learned.overlay.yaml"),
        ("specs/rocketchat/openapi.yaml", "tests/LogoutContracts.Tests/Samples/overlays/broad.overlay.yaml"),
        ("tests/LogoutContracts.Tests/BadSpecs/good.yaml", "tests/LogoutContracts.Tests/BadSpecs/good.overlay.yaml"),
    ];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("overlays-");

    private static IEnumerable<TestCaseData> Overlays => Pairs.Select(
        pair => new TestCaseData(pair.Spec, pair.Overlay).SetArgDisplayNames(Path.GetFileName(pair.Overlay)));

    [TestCaseSource(nameof(Overlays))]
    public async Task Openapi_overlays_js_gets_the_same_tree(string spec, string overlay)
    {
        var (code, output) = await IndependentReaders.Run("overlayjs", "--openapi", spec, "--overlay", overlay);
        code.Should().Be(0, output);
        Compare(spec, overlay, Encoding.UTF8.GetBytes(output));
    }

    [TestCaseSource(nameof(Overlays))]
    public async Task Openapi_format_gets_the_same_tree(string spec, string overlay) =>
        Compare(spec, overlay, await OpenapiFormatAsync(spec, overlay));

    [Test]
    public async Task Openapi_format_appends_to_selected_lists_as_Overlay_1_1_does()
    {
        const string Spec = "specs/rocketchat/openapi.yaml";
        const string Lists = "tests/LogoutContracts.Tests/Samples/overlays/lists.overlay.yaml";
        var later = Path.Combine(folder.FullName, "later.overlay.yaml");
        var lists = await File.ReadAllTextAsync(SourceTree.PathOf(Lists));
        await File.WriteAllTextAsync(later, lists.Replace("overlay: 1.0.0", "overlay: 1.1.0", StringComparison.Ordinal));

        Compare(Spec, Lists, await OpenapiFormatAsync(Spec, later));
    }

    [Test]
    public void A_contract_over_the_file_of_Directus_is_valid()
    {
        var files = OfDirectus();
        var contract = SpecReader.Read(files).Require();
        MockPlanner.Plan(contract).Diagnostics.Should().BeEmpty();
        OpenApiConformance.Check(files).Should().BeEmpty();
        contract.Operations.Select(operation => operation.Id).Should().Equal("login", "logout", "getMe");
        contract.Questions.Should().ContainSingle();
    }

    [TestCase("overlayjs", false)]
    [TestCase("openapi-format", false)]
    [TestCase("overlayjs", true)]
    [TestCase("openapi-format", true)]
    public async Task Others_apply_a_contract_overlay_with_the_same_result(string tool, bool isDraft)
    {
        var files = isDraft ? DraftOfDirectus() : OfDirectus();
        var (openApi, overlay) = (files.Base!.File!.Name, files.Spec.Name);
        var theirs = tool is "openapi-format" ? await OpenapiFormatAsync(openApi, overlay)
            : Encoding.UTF8.GetBytes((await IndependentReaders.Run(tool, "--openapi", openApi, "--overlay", overlay)).Output);
        var problems = new List<Diagnostic>();
        var (ours, other) = (SpecTree.Of(files, problems), SpecTree.Of(new(new("theirs.json", theirs), null), problems));

        problems.Should().BeEmpty();
        foreach (var key in new[] { "openapi", "x-contract", "paths", "components" })
        {
            using var one = JsonDocument.Parse(ours![key]!.ToJson());
            using var another = JsonDocument.Parse(other![key]!.ToJson());
            JsonElement.DeepEquals(one.RootElement, another.RootElement).Should().BeTrue(key);
        }
    }

    private SpecFiles DraftOfDirectus()
    {
        var written = OfDirectus();
        var openApi = OpenApiFile.Read(written.Base!.File!).Require().Root;
        var draft = Drafter.Write(Drafter.Find(openApi, DraftOptions.None), "directus", 9201, "openapi.json");
        File.WriteAllText(written.Spec.Name, draft.Yaml);
        return SpecCatalog.Load(written.Spec.Name).Single();
    }

    private SpecFiles OfDirectus()
    {
        File.Copy(IndependentReaders.PathOf("@directus", "specs", "dist", "openapi.json"), Path.Combine(folder.FullName, "openapi.json"));
        var contract = Path.Combine(folder.FullName, "contract.overlay.yaml");
        File.Copy(SourceTree.PathOf("tests", "LogoutContracts.Tests", "Samples", "overlays", "directus.overlay.yaml"), contract);
        return SpecCatalog.Load(contract).Single();
    }

    public void Dispose() => folder.Delete(recursive: true);

    private async Task<byte[]> OpenapiFormatAsync(string spec, string overlay)
    {
        var written = Path.Combine(folder.FullName, "written.json");
        var (code, output) = await IndependentReaders.Run(
            "openapi-format", spec, "--overlayFile", overlay, "--no-sort", "--no-bundle", "--output", written);
        code.Should().Be(0, output);
        return await File.ReadAllBytesAsync(written);
    }

    private static void Compare(string spec, string overlay, byte[] theirs)
    {
        var problems = new List<Diagnostic>();
        var ours = SpecTree.Of(new(FileOf(spec), null) { Overlays = [FileOf(overlay)] }, problems);
        problems.Should().BeEmpty();
        var ofTheirs = new DiagnosticList("theirs");
        var read = YamlComposer.Compose(theirs, ofTheirs);
        ofTheirs.All.Should().BeEmpty();

        using var one = JsonDocument.Parse(ours!.ToJson());
        using var other = JsonDocument.Parse(read!.ToJson());
        using var unchanged = JsonDocument.Parse(SpecTree.Of(new(FileOf(spec), null), problems)!.ToJson());
        JsonElement.DeepEquals(one.RootElement, other.RootElement).Should().BeTrue("{0}\n{1}", one.RootElement, other.RootElement);
        JsonElement.DeepEquals(one.RootElement, unchanged.RootElement).Should().BeFalse("the overlay changes something");
    }

    private static TextFile FileOf(string path) => new(path, File.ReadAllBytes(SourceTree.PathOf(path)));
}
