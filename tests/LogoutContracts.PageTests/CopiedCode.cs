using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using LogoutContracts.Mocks.Listing;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Tls;
using LogoutContracts.Page;

namespace LogoutContracts.PageTests;

/// <summary>
/// The texts of "Copy as" get the stated answer, or say why not. Some variants of each contract, or all with
/// <c>LOGOUT_CONTRACTS_COPIES=all</c>; C# only then, as it takes seconds to compile.
/// </summary>
public sealed class CopiedCode
{
    private const int Some = 4;

    private static bool TriesAll => Environment.GetEnvironmentVariable("LOGOUT_CONTRACTS_COPIES") is "all";

    private static IEnumerable<TestCaseData> Cases =>
        from contract in BuiltInPlans.Ids
        from language in TriesAll ? ["curl", "node", "python", "csharp"] : (string[])["curl", "node", "python"]
        select new TestCaseData(contract, language);

    [TestCaseSource(nameof(Cases))]
    public async Task Gets_the_stated_answer(string id, string language)
    {
        var plan = BuiltInPlans.Of(id);
        await using var server = await StartAsync(plan, appliesRateLimits: false);
        var served = plan.Variants.Where(variant => variant is { IsServed: true, Answer: not null, Limit: null }).ToList();
        var step = TriesAll ? 1 : Math.Max(1, served.Count / Some);

        await RunAsync(server, id, language, served.Where((_, i) => i % step == 0), static _ => { });
    }

    [Test]
    public async Task Over_TLS_curl_presents_the_certificates_in_the_current_folder()
    {
        var plan = BuiltInPlans.Of("symphony").OverTls();
        await using var server = await StartAsync(plan, ServerTls.InMemory());
        var variants = plan.Variants.Where((_, i) => TriesAll || i % 6 == 0);

        await RunAsync(server, "symphony", "curl", variants, folder => Export(server.Certificates, plan, folder));

        foreach (var copy in await CopiesAsync(server, plan.Variants.First(), "symphony"))
            (copy.Reason ?? "").Should().Be(copy.Language is "curl" ? "" : "Over TLS, the code would need the files of the certificates; "
                + "use the curl command.");
    }

    [TestCaseSource(typeof(BuiltInPlans), nameof(BuiltInPlans.Ids))]
    public async Task A_text_that_cannot_get_the_answer_is_a_reason(string id)
    {
        var plan = BuiltInPlans.Of(id);
        await using var server = await StartAsync(plan);
        foreach (var variant in plan.Variants)
        {
            foreach (var copy in await CopiesAsync(server, variant, id))
            {
                (copy.Code is null).Should().Be(!variant.IsServed || variant.Limit is not null);
                (copy.Reason is null).Should().Be(copy.Code is not null);
            }
        }
    }

    private static Task<LogoutMockServer> StartAsync(MockPlan plan, ServerTls? tls = null, bool appliesRateLimits = true) =>
        LogoutMockServer.StartAsync(
            [plan],
            new MockServerOptions { PortOf = _ => 0, AdminPort = 0, AppliesRateLimits = appliesRateLimits, Tls = tls }.WithPage("0.0.0"));

    /// <param name="prepare">Puts files into the folder where the texts run.</param>
    private static async Task RunAsync(
        LogoutMockServer server, string contract, string language, IEnumerable<PlannedVariant> variants, Action<string> prepare)
    {
        var folder = Directory.CreateTempSubdirectory("copied");
        try
        {
            prepare(folder.FullName);
            foreach (var variant in variants)
            {
                var code = (await CopiesAsync(server, variant, contract)).First(
                    copy => string.Equals(copy.Language, language, StringComparison.Ordinal)).Code!;
                var status = await RunAsync(folder.FullName, language, code);
                status.Should().Be(variant.Answer?.Status ?? 0, $"{variant.Operation} {variant.Name}:\n{code}");
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<List<(string Language, string? Code, string? Reason)>> CopiesAsync(
        LogoutMockServer server, PlannedVariant variant, string contract)
    {
        using var client = new HttpClient { BaseAddress = server.AdminAddress };
        var all = await client.GetFromJsonAsync<JsonElement>(
            $"/__admin/code?contract={contract}&operation={variant.Operation}&variant={variant.Name}");
        return
        [
            .. all.EnumerateArray().Select(each => (
                each.GetProperty("language").GetString()!, each.GetProperty("code").GetString(), each.GetProperty("reason").GetString())),
        ];
    }

    /// <returns>The status; 0 if the TLS handshake is refused.</returns>
    private static async Task<int> RunAsync(string folder, string language, string code)
    {
        var (program, file) = language switch
        {
            "curl" => ("sh", "logout.sh"),
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
        if (language is not "curl")
            running.ExitCode.Should().Be(0, await errors);
        else if (output.Length == 0)
            return 0;
        var first = output.Split('\n')[0];
        return int.Parse(language is "curl" ? first.Split(' ')[1] : first, CultureInfo.InvariantCulture);
    }

    private static void Export(CertificateAuthority authority, MockPlan plan, string folder)
    {
        File.WriteAllText(Path.Join(folder, CurlFiles.AuthorityName), authority.Certificate.ExportCertificatePem());
        foreach (var client in ClientCertificate.AllOf(plan))
        {
            using var issued = client.IsExpired ? authority.ExpiredClientFor(client.CommonName) : authority.ClientFor(client.CommonName);
            using var key = issued.GetECDsaPrivateKey()!;
            File.WriteAllText(Path.Join(folder, $"{client.FileName}.pem"), issued.ExportCertificatePem());
            File.WriteAllText(Path.Join(folder, $"{client.FileName}.key"), key.ExportPkcs8PrivateKeyPem());
        }
    }
}
