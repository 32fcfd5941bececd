using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LogoutContracts.Cli.Context;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Cli.Certificates;

/// <summary>With the CA's private key, a client could be anyone. No client may get it.</summary>
public sealed class AuthorityKey
{
    [TestCase("ca")]
    [TestCase("CA")]
    [TestCase("Ca")]
    public async Task A_client_cannot_have_the_name_of_the_CAs_files(string name)
    {
        using var command = new CommandLineRun();
        await command.RunAsync("certs");
        var before = command.Files();
        foreach (var output in (string[][])[["--out", "ca"], ["--out", "certs"], []])
        {
            var result = await command.RunAsync(["certs", "--client", name, .. output]);
            result.Code.Should().Be(ExitCodes.UsedWrongly);
            result.Error.Should().StartWith($"error: --client: '{name}' is the name of the CA's own files");
        }

        command.Files().Should().BeEquivalentTo(before, "nothing was written");
    }

    [Test]
    public async Task A_client_whose_key_file_is_the_CAs_key_gets_no_certificate([Values] bool byLink)
    {
        using var command = new CommandLineRun();
        await command.RunAsync("certs");
        Directory.CreateDirectory(command.PathOf("certs"));
        if (byLink)
            File.CreateSymbolicLink(command.PathOf("certs/jane.key"), command.PathOf("ca/ca.key"));
        else
            File.Copy(command.PathOf("ca/ca.key"), command.PathOf("certs/jane.key"));
        var result = await command.RunAsync("certs", "--client", "jane", "--out", "certs");
        result.Code.Should().Be(ExitCodes.UsedWrongly);
        result.Error.Should().Contain("'certs/jane.key' is the private key of the development CA");
        File.Exists(command.PathOf("certs/jane.p12")).Should().BeFalse();
    }

    [Test]
    public async Task Names_that_only_start_like_it_are_allowed()
    {
        using var command = new CommandLineRun();
        foreach (var name in (string[])["ca.user", "carla", "ca.key", "ca.crt"])
        {
            (await command.RunAsync("certs", "--client", name, "--out", "ca")).Code.Should().Be(ExitCodes.Fine, name);
            using var certificate = X509Certificate2.CreateFromPemFile(command.PathOf($"ca/{name}.pem"), command.PathOf($"ca/{name}.key"));
            using var authority = X509CertificateLoader.LoadCertificateFromFile(command.PathOf("ca/ca.crt"));
            certificate.PublicKey.ExportSubjectPublicKeyInfo().Should().NotEqual(authority.PublicKey.ExportSubjectPublicKeyInfo(), name);
            using var key = ECDsa.Create();
            key.ImportFromPem(await File.ReadAllTextAsync(command.PathOf("ca/ca.key")));
            key.ExportSubjectPublicKeyInfo().Should().Equal(authority.PublicKey.ExportSubjectPublicKeyInfo(), "the CA is intact");
        }
    }
}
