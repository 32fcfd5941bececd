using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.MockServer;
using LogoutContracts.Page;

namespace LogoutContracts.PageTests;

/// <summary>
/// The programs of "Copy as" get the stated answer. Some variants of each contract, or all with <c>LOGOUT_CONTRACTS_COPIES=all</c>; C# only
/// then, as it takes seconds to compile.
/// </summary>
public sealed class CopiedCode
{
    private const int Some = 4;

    private static bool TriesAll => Environment.GetEnvironmentVariable("LOGOUT_CONTRACTS_COPIES") is "all";

    private static IEnumerable<TestCaseData> Cases =>
        from contract in BuiltInPlans.Ids
        from language in TriesAll ? ["node", "python", "csharp"] : (string[])["node", "python"]
        select new TestCaseData(contract, language);

    [TestCaseSource(nameof(Cases))]
    public async Task Gets_the_stated_answer(string id, string language)
    {
        var plan = BuiltInPlans.Of(id);
        await using var server = await LogoutMockServer.StartAsync(
            [plan], new MockServerOptions { PortOf = _ => 0, AdminPort = 0, AppliesRateLimits = false }.WithPage("0.0.0"));
        using var client = new HttpClient { BaseAddress = server.AdminAddress };
        var folder = Directory.CreateTempSubdirectory("copied");
        try
        {
            var served = plan.Variants.Where(variant => variant is { IsServed: true, Answer: not null, Limit: null }
                && (variant.Variant.Needs & Specs.Model.Needs.Clock) == 0).ToList();
            var step = TriesAll ? 1 : Math.Max(1, served.Count / Some);
            foreach (var variant in served.Where((_, i) => i % step == 0))
            {
                var code = await CodeAsync(client, variant, id, language);
                var lines = await RunAsync(folder.FullName, language, code);
                lines[0].Should().Be(
                    variant.Answer!.Status.ToString(CultureInfo.InvariantCulture), $"{variant.Operation} {variant.Name}:\n{code}");
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> CodeAsync(HttpClient client, PlannedVariant variant, string contract, string language)
    {
        var all = await client.GetFromJsonAsync<JsonElement>(
            $"/__admin/code?contract={contract}&operation={variant.Operation}&variant={variant.Name}");
        return all.EnumerateArray().First(each => each.GetProperty("language").ValueEquals(language)).GetProperty("code").GetString()!;
    }

    private static async Task<string[]> RunAsync(string folder, string language, string code)
    {
        var (program, file) = language switch
        {
            "node" => ("node", "logout.mjs"),
            "python" => ("python3", "logout.py"),
            _ => ("dotnet", "logout.cs"),
        };
        var path = Path.Join(folder, file);
        await File.WriteAllTextAsync(path, code);
        var start = new ProcessStartInfo(program, language is "csharp" ? ["run", path] : [path])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        using var running = Process.Start(start)!;
        var errors = running.StandardError.ReadToEndAsync();
        var output = await running.StandardOutput.ReadToEndAsync();
        await running.WaitForExitAsync();
        running.ExitCode.Should().Be(0, await errors);
        return output.Split('\n');
    }
}
