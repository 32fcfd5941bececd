using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using LogoutContracts.Mocks;
using LogoutContracts.Specs;
using LogoutContracts.Tests.Support;
using LogoutContracts.Tests.Support.Machine;

namespace LogoutContracts.Tests.Specs;

/// <summary>
/// The specs in independent tools. Microsoft.OpenApi is always available; Redocly, Spectral and Prism must be installed:
/// <c>npm ci --ignore-scripts</c> in tests/Independent, or a folder with their node_modules in LOGOUT_CONTRACTS_NPM.
/// </summary>
public sealed class IndependentReaders
{
    private const string FolderVariable = "LOGOUT_CONTRACTS_NPM";

    // Node starts in about a second, but the machine may be busy.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static IEnumerable<TestCaseData> Specs =>
        SpecCatalog.BuiltInFiles().Select(files => new TestCaseData(files).SetArgDisplayNames(files.Spec.Name));

    private static IEnumerable<string> Files =>
        SpecCatalog.BuiltInFiles().SelectMany(files => new[] { files.Spec.Name, files.Workflows?.Name }).OfType<string>();

    private static IEnumerable<string> SpecNames => SpecCatalog.BuiltInFiles().Select(files => files.Spec.Name);

    [TestCaseSource(nameof(Specs))]
    public void Our_own_reader_and_planner_have_nothing_to_say(SpecFiles files)
    {
        var reading = SpecReader.Read(files.Spec.Name, files.Spec.Utf8.Span, files.Workflows);
        reading.Diagnostics.Should().BeEmpty();
        MockPlanner.Plan(reading.Require()).Diagnostics.Should().BeEmpty();
    }

    [TestCaseSource(nameof(Specs))]
    public void Microsofts_reader_has_nothing_to_say(SpecFiles files) =>
        OpenApiConformance.Check(files.Spec.Name, files.Spec.Utf8.Span).Should().BeEmpty();

    [TestCaseSource(nameof(Files))]
    public async Task Redoclys_linter_has_nothing_to_say(string file)
    {
        var (code, output) = await Run("redocly", "lint", "--config", ".redocly.yaml", "--format", "json", file);
        code.Should().Be(0, "{0}", output);
        using var report = JsonDocument.Parse(output);
        report.RootElement.GetProperty("problems").EnumerateArray().Should().BeEmpty();
        report.RootElement.GetProperty("totals").GetProperty("ignored").GetInt32().Should().Be(0, "no problem may be ignored");
    }

    [Test]
    public async Task Spectrals_linter_has_nothing_to_say()
    {
        var (code, output) = await Run("spectral", ["lint", "--fail-severity", "hint", "--format", "text", .. Files]);
        code.Should().Be(0, "{0}", output);
        output.Should().Contain("No results");
    }

    [Test]
    public async Task Redoclys_respect_runs_our_workflows_unchanged_against_our_mock()
    {
        await using var mock = await RunningMock.StartAsync("symphony");
        var (code, output) = await Run(
            "redocly", "respect", "specs/symphony/workflows.arazzo.yaml", "--server", $"symphony={mock.Address}".TrimEnd('/'));
        code.Should().Be(0, "{0}", output);
        output.Should().MatchRegex("Workflows:.* 4 passed, 4 total").And.MatchRegex("Steps:.* 18 passed, 18 total");
    }

    [TestCaseSource(nameof(SpecNames))]
    public async Task Prism_serves_every_spec(string file)
    {
        // Prism needs a port number. Another process may take the port before Prism listens on it.
        string? refusal;
        var attempts = 5;
        do
            refusal = await RefusalOfPrism(file);
        while (refusal is not null && refusal.Contains("EADDRINUSE", StringComparison.Ordinal) && --attempts > 0);
        refusal.Should().BeNull();
    }

    /// <summary>Starts Prism. Returns its output if it ends before it listens; null if it listens.</summary>
    private static async Task<string?> RefusalOfPrism(string file)
    {
        using var prism = Start("prism", "mock", "--port", LocalPort.Free().ToString(CultureInfo.InvariantCulture), "--host", "127.0.0.1", file);
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var errors = prism.StandardError.ReadToEndAsync(patience.Token);
            var said = new StringBuilder();
            while (await prism.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            {
                if (line.Contains("Prism is listening", StringComparison.Ordinal))
                    return null;
                said.AppendLine(line);
            }

            return $"{said}{await errors}";
        }
        finally
        {
            prism.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Runs an installed tool in the root of the repository. Skips the test if it is not installed.</summary>
    public static async Task<(int Code, string Output)> Run(string tool, params string[] arguments)
    {
        using var process = Start(tool, arguments);
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            var output = await process.StandardOutput.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, output.Length > 0 ? output : await errors);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static Process Start(string tool, params string[] arguments)
    {
        var start = new ProcessStartInfo(Installed(tool), arguments)
        {
            WorkingDirectory = SourceTree.Root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["REDOCLY_TELEMETRY"] = "off";
        start.Environment["REDOCLY_SUPPRESS_UPDATE_NOTICE"] = "true";
        return Process.Start(start)!;
    }

    /// <summary>
    /// A file of an installed package. If it does not exist, the test is skipped, or fails if the variable names the folder, as in CI.
    /// </summary>
    public static string PathOf(params ReadOnlySpan<string> parts)
    {
        var named = Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } folder ? folder : null;
        var file = Path.Combine([named ?? SourceTree.PathOf("tests", "Independent"), "node_modules", .. parts]);
        if (!File.Exists(file) && named is not null)
            Assert.Fail($"{FolderVariable} is set, and there is no {file}.");
        if (!File.Exists(file))
            Assert.Ignore($"There is no {file}. Run 'npm ci --ignore-scripts' in tests/Independent, or set {FolderVariable}.");
        return file;
    }

    private static string Installed(string tool) => PathOf(".bin", OperatingSystem.IsWindows() ? $"{tool}.cmd" : tool);
}
