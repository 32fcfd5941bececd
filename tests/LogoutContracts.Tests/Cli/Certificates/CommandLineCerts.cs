using System.Net;
using System.Runtime.Versioning;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using LogoutContracts.Cli.Certificates;
using LogoutContracts.Cli.Context;
using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Tls;
using LogoutContracts.Testing;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Cli.Certificates;

public sealed partial class CommandLineCerts
{
    private static readonly string[] Secret = ["ca.key", "service.user.key", "service.user.p12"];

    [Test]
    public async Task It_says_where_everything_is_and_how_it_is_used()
    {
        using var command = new CommandLineRun();
        var alone = await command.RunAsync("certs");
        var client = await command.RunAsync("certs", "--client", "service.user", "--client", "bot.user1", "--out", "certs");
        await Snapshot.Verify($"{Shown(command, alone)}\n{Shown(command, client)}", nameof(CommandLineCerts));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Windows has no Unix file modes.")]
    [UnsupportedOSPlatform("windows")]
    public async Task Keys_are_for_their_owner_alone()
    {
        using var command = new CommandLineRun();
        await command.RunAsync("certs", "--client", "service.user");
        foreach (var file in Directory.EnumerateFiles(command.PathOf("ca"), "*", SearchOption.AllDirectories))
        {
            var mode = File.GetUnixFileMode(file);
            if (Secret.Contains(Path.GetFileName(file), StringComparer.Ordinal))
                mode.Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite, "{0} holds a key", file);
        }

        foreach (var folder in new[] { "ca", "ca/clients" })
            File.GetUnixFileMode(command.PathOf(folder))
                .Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.EnumerateFiles(command.PathOf("ca"), "*", SearchOption.AllDirectories).Select(Path.GetFileName)
            .Should().BeEquivalentTo([.. Secret, "ca.crt", "service.user.pem"], "no temporary files remain");
    }

    [Test]
    public async Task The_certificates_open_a_mock_of_the_same_authority([Values] bool byPkcs12, [Values(null, "s3cret")] string? password)
    {
        using var command = new CommandLineRun();
        if (password is not null)
            command.Variables["LOGOUT_CONTRACTS_P12_PASSWORD"] = password;
        var result = await command.RunAsync("certs", "--client", "service.user", "--out", "certs");
        result.Out.Should().NotContain("s3cret");
        var authority = AuthorityIn(command.PathOf("ca"));
        await using var mock = await LogoutMockServer.StartAsync("symphony", tls: ServerTls.Of(authority, IPAddress.Loopback));
        using var certificate = byPkcs12
            ? X509CertificateLoader.LoadPkcs12FromFile(command.PathOf("certs/service.user.p12"), password ?? "changeit")
            : X509Certificate2.CreateFromPemFile(command.PathOf("certs/service.user.pem"), command.PathOf("certs/service.user.key"));
        using var client = new HttpClient(authority.HandlerFor(certificate));
        (await client.PostAsync(new Uri(mock.BaseAddress, "/sessionauth/v1/authenticate"), null)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Test]
    public async Task An_expired_one_is_refused()
    {
        using var command = new CommandLineRun();
        (await command.RunAsync("certs", "--client", "service.user", "--expired", "--out", "certs")).Code.Should().Be(ExitCodes.Fine);
        using var certificate = X509Certificate2.CreateFromPemFile(command.PathOf("certs/service.user.expired.pem"),
            command.PathOf("certs/service.user.expired.key"));
        certificate.NotAfter.Should().BeBefore(DateTime.Now);
        var authority = AuthorityIn(command.PathOf("ca"));
        await using var mock = await LogoutMockServer.StartAsync("symphony", tls: ServerTls.Of(authority, IPAddress.Loopback));
        using var client = new HttpClient(authority.HandlerFor(certificate));
        var sending = () => client.PostAsync(new Uri(mock.BaseAddress, "/sessionauth/v1/authenticate"), null);
        await sending.Should().ThrowAsync<HttpRequestException>();
    }

    [Test]
    public async Task Several_at_once_agree_on_one_authority()
    {
        using var command = new CommandLineRun();
        using var start = new Barrier(8);
        var runs = Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return command.RunAsync("certs", "--client", "service.user");
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap());
        (await Task.WhenAll(runs)).Should().OnlyContain(run => run.Code == ExitCodes.Fine);

        var authority = AuthorityIn(command.PathOf("ca"));
        using var client = X509Certificate2.CreateFromPemFile(command.PathOf("ca/clients/service.user.pem"),
            command.PathOf("ca/clients/service.user.key"));
        using var chain = new X509Chain { ChainPolicy = ChainPolicies.In([authority.Certificate], ChainPolicies.OfClients) };
        chain.Build(client).Should().BeTrue();
        Directory.EnumerateFiles(command.PathOf("ca/clients")).Should().HaveCount(3, "no temporary files remain");
    }

    [Test]
    public async Task The_authority_stays_the_same()
    {
        using var command = new CommandLineRun();
        await command.RunAsync("certs");
        var first = await File.ReadAllTextAsync(command.PathOf("ca/ca.crt"));
        await command.RunAsync("certs", "--client", "bot.user1");
        (await File.ReadAllTextAsync(command.PathOf("ca/ca.crt"))).Should().Be(first);
    }

    [Test]
    public async Task A_certificate_that_was_lost_is_made_again_for_the_same_key()
    {
        using var command = new CommandLineRun();
        await command.RunAsync("certs");
        File.Delete(command.PathOf("ca/ca.crt"));
        (await command.RunAsync("certs")).Code.Should().Be(ExitCodes.Fine);
        AuthorityIn(command.PathOf("ca")).Certificate.Subject.Should().StartWith("CN=LogoutContracts development CA ");
    }

    [TestCase("ca.key", "nonsense", "cannot be used: ")]
    [TestCase("ca.crt", "nonsense", "cannot be used: ")]
    [TestCase("ca.crt", "", "cannot be used: ")]
    public async Task A_broken_authority_is_one_line(string file, string content, string message)
    {
        using var command = new CommandLineRun();
        await command.RunAsync("certs");
        await File.WriteAllTextAsync(command.PathOf($"ca/{file}"), content);
        var result = await command.RunAsync("certs");
        result.Code.Should().Be(ExitCodes.UsedWrongly);
        result.Error.TrimEnd().Should().StartWith("error: the development CA in 'ca/ca.key' and 'ca/ca.crt'")
            .And.Contain(message).And.EndWith("which your clients must then trust.").And.NotContain("\n");
    }

    [Test]
    public async Task A_key_of_another_authority_is_one_line()
    {
        using var command = new CommandLineRun();
        await command.RunAsync("certs");
        using var other = CertificateAuthority.NewKey();
        await File.WriteAllTextAsync(command.PathOf("ca/ca.key"), other.ExportPkcs8PrivateKeyPem());
        (await command.RunAsync("certs")).Error
            .Should().StartWith("error: the development CA in 'ca/ca.key' and 'ca/ca.crt' cannot be used: ");
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Windows has no Unix file modes.")]
    [UnsupportedOSPlatform("windows")]
    public async Task A_key_that_others_can_read_is_not_used()
    {
        using var command = new CommandLineRun();
        await command.RunAsync("certs");
        File.SetUnixFileMode(command.PathOf("ca/ca.key"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        (await command.RunAsync("certs")).Should().BeEquivalentTo(
            new { Code = ExitCodes.UsedWrongly, Error = CertificateErrors.KeyOpenToOthers("ca/ca.key").Message + Environment.NewLine });
    }

    [Test]
    public async Task A_folder_that_cannot_be_made_is_one_line()
    {
        using var command = new CommandLineRun();
        command.Write("file", "");
        string[][] commandLines = [["certs", "--ca-dir", "file/ca"], ["certs", "--client", "service.user", "--out", "file/out"]];
        foreach (var args in commandLines)
        {
            var result = await command.RunAsync(args);
            result.Code.Should().Be(ExitCodes.UsedWrongly);
            result.Error.TrimEnd().Should().StartWith("error: cannot read or write 'file/").And.NotContain("\n");
        }
    }

    private static CertificateAuthority AuthorityIn(string folder) =>
        new(X509Certificate2.CreateFromPemFile(Path.Combine(folder, "ca.crt"), Path.Combine(folder, "ca.key")));

    private static string Shown(CommandLineRun command, CommandLineResult result)
    {
        result.Should().BeEquivalentTo(new { Code = ExitCodes.Fine, Error = "" });
        return Date().Replace(result.Out.Replace(command.Folder, "/home/jane", StringComparison.Ordinal), "DATE");
    }

    [GeneratedRegex(@"[0-9]{4}-[0-9]{2}-[0-9]{2}")]
    private static partial Regex Date();
}
