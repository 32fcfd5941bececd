using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using LogoutContracts.MockServer.Tls;
using LogoutContracts.Specs;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Cli.Serve;

/// <summary>Runs the curl command lines that <c>serve --tls</c> and <c>list --tls</c> print.</summary>
public sealed partial class CommandLineServeTls
{
    // What curl prints as the status if the server closes the connection without a response.
    private const string Refused = "000";

    // curl's exit codes for an unknown host, a refused connection and an untrusted server.
    private static readonly string[] NoConnection = ["6", "7", "60"];

    [Test]
    public async Task Every_line_works_as_pasted()
    {
        using var folder = new CommandLineRun();
        await using var serving = await ServeAsync(folder);
        foreach (var contract in SpecCatalog.BuiltIn)
            serving.AddressOf(contract.Id).Should().StartWith("https://127.0.0.1:");
        serving.AddressOf("admin").Should().StartWith("http://127.0.0.1:", "on loopback, the admin port has no TLS");
        serving.Out.Should().MatchRegex(@"(?m)^# Client certificates for symphony: .*service\.user.*; in .*clients\r?$");
        for (var i = 0; i < 2; i++)
        {
            foreach (var line in serving.CurlLines)
                (await StatusAsync(line)).Should().BeOneOf("200", "204");
        }
    }

    [Test]
    public async Task Every_variant_that_is_listed_is_answered_as_listed_or_refused()
    {
        using var folder = new CommandLineRun();
        await using var serving = await ServeAsync(folder, "symphony");
        var plan = Plans.Of("symphony").OverTls();
        var listed = (await folder.RunAsync("list", "symphony", "--tls")).Out
            .ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        listed.Should().HaveCount(plan.Variants.Count());
        foreach (var (variant, text) in plan.Variants.Zip(listed))
        {
            text.Should().NotContain("not served");
            var line = RequestLine().Match(text).Groups["line"].Value
                .Replace("https://127.0.0.1:9104", serving.AddressOf("symphony"), StringComparison.Ordinal);
            (await StatusAsync(line)).Should().Be(
                variant.Answer is { } answer ? $"{answer.Status}" : Refused, "{0} {1} says so", variant.Operation, variant.Name);
        }
    }

    [Test]
    public async Task Two_at_once_in_one_folder_agree()
    {
        using var folder = new CommandLineRun();
        await using var one = await ServeAsync(folder, "symphony");
        var lines = one.CurlLines;
        await using var other = await ServeAsync(folder, "symphony");
        foreach (var line in lines.Concat(other.CurlLines))
            (await StatusAsync(line)).Should().Be("200");
    }

    /// <summary>Then no server changes the files of another one, and copies of them stay up to date.</summary>
    [Test]
    public async Task Client_certificates_that_are_good_stay_and_others_are_replaced()
    {
        using var folder = new CommandLineRun();
        string FileOf(string client) => folder.PathOf($"ca/clients/{client}.pem");
        await StartAsync();
        var first = Certificates();
        first.Keys.Should().Contain([FileOf("service.user"), FileOf("other.user"), FileOf("service.user.expired")]);
        await StartAsync();
        Certificates().Should().BeEquivalentTo(first);

        var authority = new CertificateAuthority(
            X509Certificate2.CreateFromPemFile(folder.PathOf("ca/ca.crt"), folder.PathOf("ca/ca.key")));
        var bad = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["example.app"] = "nonsense",
            ["other.app"] = Pem("other.app", key => authority.ExpiredClientFor("other.app", key)),
            ["other.user"] = Pem("other.user", key => authority.ClientFor("another.user", key)),
            ["service.user"] = Pem("service.user", key => CertificateAuthority.InMemory().ClientFor("service.user", key)),
            ["service.user.expired"] = Pem("service.user.expired", key => authority.ClientFor("service.user", key)),
            ["unknown.user"] = Pem("service.user", key => authority.ClientFor("unknown.user", key)),
        };
        foreach (var (client, pem) in bad)
            await File.WriteAllTextAsync(FileOf(client), pem);
        await using var serving = await ServeAsync(folder, "symphony");
        var replaced = Certificates();
        foreach (var (client, pem) in bad)
            replaced[FileOf(client)].Should().NotBe(pem, client);
        foreach (var line in serving.CurlLines)
            (await StatusAsync(line)).Should().Be("200");

        async Task StartAsync() => await (await ServeAsync(folder, "symphony")).DisposeAsync();

        Dictionary<string, string> Certificates() => Directory.EnumerateFiles(folder.PathOf("ca/clients"), "*.pem")
            .ToDictionary(file => file, File.ReadAllText, StringComparer.Ordinal);

        string Pem(string keyOf, Func<ECDsa, X509Certificate2> issue)
        {
            using var key = ECDsa.Create();
            key.ImportFromPem(File.ReadAllText(folder.PathOf($"ca/clients/{keyOf}.key")));
            using var certificate = issue(key);
            return certificate.ExportCertificatePem();
        }
    }

    [Test]
    public async Task On_a_shared_port_every_line_works_too()
    {
        using var folder = new CommandLineRun();
        await using var serving = await ServeAsync(folder, "--single-port");
        foreach (var line in serving.CurlLines)
            (await StatusAsync(line)).Should().BeOneOf("200", "204");
    }

    [Test]
    public async Task Where_strangers_may_come_the_admin_port_has_TLS_as_well()
    {
        using var folder = new CommandLineRun();
        await using var serving = await ServeAsync(folder, "edin", "--bind", "0.0.0.0", "--admin-token", "t0k3n-0123456789");
        serving.AddressOf("admin").Should().StartWith("https://");
        var reset = serving.CurlLines[^1].Replace("$LOGOUT_CONTRACTS_ADMIN_TOKEN", "t0k3n-0123456789", StringComparison.Ordinal);
        (await StatusAsync(reset)).Should().Be("200");
    }

    [Test]
    public async Task Without_TLS_such_variants_are_listed_as_not_served()
    {
        using var folder = new CommandLineRun();
        var listed = (await folder.RunAsync("list", "symphony")).Out;
        Regex.Count(listed, "not served: it needs TLS with client certificates", RegexOptions.None, TimeSpan.FromSeconds(5))
            .Should().Be(Plans.Of("symphony").Variants.Count(variant => !variant.IsServed)).And.BePositive();
        listed.Should().NotContain("--cacert");
        Directory.Exists(folder.PathOf("ca")).Should().BeFalse("no CA is created unless TLS needs one");
    }

    private static async Task<ServeRun> ServeAsync(CommandLineRun folder, params string[] args)
    {
        var serving = await ServeRun.StartInAsync(folder.Folder, ["serve", "--tls", "--port-base", "0", .. args],
            name => name is "LOGOUT_CONTRACTS_CA_DIR" ? folder.PathOf("ca") : null);
        serving.Error.Should().EndWith($"Press Ctrl-C to stop.{Environment.NewLine}");
        return serving;
    }

    /// <returns>The status of the last request in the line.</returns>
    private static async Task<string> StatusAsync(string line)
    {
        var output = await PosixShell.RunAsync(
            line.Replace("curl -i", "curl -s -o /dev/null -w '%{http_code} %{exitcode}\\n'", StringComparison.Ordinal) + "; true");
        var (status, exit) = output.TrimEnd().Split('\n')[^1].Split(' ') is [var first, var second] ? (first, second) : ("", "");
        NoConnection.Should().NotContain(exit, "{0} reaches a server that it trusts", line);
        return status;
    }

    [GeneratedRegex(@"(?m)^  request   (?<line>.*)$", RegexOptions.ExplicitCapture)]
    private static partial Regex RequestLine();
}
