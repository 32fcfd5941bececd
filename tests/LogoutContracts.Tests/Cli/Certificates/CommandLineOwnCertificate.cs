using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LogoutContracts.Cli.Context;
using LogoutContracts.MockServer.Tls;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Cli.Certificates;

/// <summary>A server certificate given with <c>--cert</c>: the formats that work, and an error message for each kind of bad file.</summary>
public sealed class CommandLineOwnCertificate
{
    private const string Password = "s3cret";

    private static readonly string[] Trusted = ["authority.pem", "rsa.pem"];

    [TestCase("--cert", "both.pem")]
    [TestCase("--cert", "server.pem", "--key", "server.key")]
    [TestCase("--cert", "server.pem", "--key", "locked.key", "--cert-password", Password)]
    [TestCase("--cert", "server.p12", "--cert-password", Password)]
    [TestCase("--cert", "rsa.pem", "--key", "rsa.key")]
    public async Task It_is_the_one_that_clients_see(params string[] args)
    {
        using var folder = new CommandLineRun();
        var expected = Prepare(folder);
        await using var serving = await ServeAsync(folder, args);
        serving.Error.Should().StartWith("Press Ctrl-C to stop.");
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(IPAddress.Loopback, new Uri(serving.AddressOf("edin")).Port);
        await using var ssl = new SslStream(tcp.GetStream());
        var trusted = Trusted.Select(name => X509CertificateLoader.LoadCertificateFromFile(folder.PathOf(name)));
        await ssl.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "127.0.0.1",
            CertificateChainPolicy = ChainPolicies.In(trusted, ChainPolicies.OfServers),
        });
        ((X509Certificate2)ssl.RemoteCertificate!).Thumbprint.Should().Be(expected[args[1]]);
        foreach (var line in serving.CurlLines)
            (await PosixShell.RunAsync(line.Replace("curl -i", "curl -s -o /dev/null -w '%{http_code}'", StringComparison.Ordinal)))
                .Should().Be("200");
    }

    [Test]
    public async Task Its_password_may_come_from_the_environment_and_is_never_shown()
    {
        using var folder = new CommandLineRun();
        Prepare(folder);
        await using var serving = await ServeRun.StartInAsync(
            folder.Folder, ["serve", "edin", "--port-base", "0", "--tls", "--cert", "server.p12"],
            name => name switch
            {
                "LOGOUT_CONTRACTS_CERT_PASSWORD" => Password,
                "LOGOUT_CONTRACTS_CA_DIR" => folder.PathOf("ca"),
                _ => null,
            });
        serving.Error.Should().StartWith("Press Ctrl-C to stop.");
        (serving.Out + serving.Error).Should().NotContain(Password);
    }

    [TestCase("--cert server.p12", "error: 'server.p12' is encrypted, and no password was given;")]
    [TestCase("--cert server.p12 --cert-password wr0ng", "error: 'server.p12' is encrypted, and the given password does not decrypt it;")]
    [TestCase("--cert server.pem --key locked.key", "error: 'locked.key' is encrypted, and no password was given;")]
    [TestCase("--cert server.pem --key locked.key --cert-password wr0ng",
        "error: 'locked.key' is encrypted, and the given password does not decrypt it;")]
    [TestCase("--cert server.pem --key rsa.key", "error: the key in 'rsa.key' does not belong to the certificate in 'server.pem';")]
    [TestCase("--cert server.pem --key other.key", "error: the key in 'other.key' does not belong to the certificate in 'server.pem';")]
    [TestCase("--cert expired.pem", "error: the certificate in 'expired.pem' expired on ")]
    [TestCase("--cert future.pem", "error: the certificate in 'future.pem' is not valid before ")]
    [TestCase("--cert client.pem", "error: the certificate in 'client.pem' is not for servers")]
    [TestCase("--cert server.pem", "error: --cert: 'server.pem' has a certificate, but no private key;")]
    [TestCase("--cert bare.p12", "error: --cert: 'bare.p12' has a certificate, but no private key;")]
    [TestCase("--cert server.p12 --key server.key --cert-password s3cret",
        "error: --key: 'server.key' is not needed, because 'server.p12' is PKCS#12")]
    [TestCase("--cert nonsense", "error: --cert: 'nonsense' has no readable certificate;")]
    [TestCase("--cert empty", "error: cannot read or write 'empty': 'empty' is empty, or a pipe or device;")]
    [TestCase("--cert server.key", "error: --cert: 'server.key' has no readable certificate;")]
    [TestCase("--cert broken.pem", "error: --cert: 'broken.pem' has no readable certificate;")]
    [TestCase("--cert server.pem --key server.pem", "error: 'server.pem' has no readable private key;")]
    [TestCase("--cert server.pem --key broken.key", "error: 'broken.key' has no readable private key;")]
    [TestCase("--cert nowhere.pem", "error: cannot read or write 'nowhere.pem': ")]
    [TestCase("--cert server.pem --key nowhere.key", "error: cannot read or write 'nowhere.key': ")]
    [TestCase("--cert .", "error: cannot read or write '.': ")]
    public async Task What_is_wrong_with_it_is_one_line(string args, string message)
    {
        using var folder = new CommandLineRun();
        Prepare(folder);
        await using var serving = await ServeAsync(folder, args.Split(' '));
        (await serving.Exit).Should().Be(ExitCodes.UsedWrongly);
        serving.Error.Should().StartWith(message).And.NotContain("wr0ng").And.NotContain(Password);
        serving.Error.TrimEnd().Should().NotContain("\n");
        serving.Out.Should().BeEmpty();
        Directory.Exists(folder.PathOf("ca")).Should().BeFalse("no CA is created if the user gives a certificate");
    }

    [Test]
    public async Task A_file_that_must_not_be_read_is_one_line()
    {
        using var folder = new CommandLineRun();
        Prepare(folder);
        if (OperatingSystem.IsWindows())
            Assert.Ignore("Rights are another matter there.");
        else
            File.SetUnixFileMode(folder.PathOf("both.pem"), UnixFileMode.None);
        if (CanRead(folder.PathOf("both.pem")))
            Assert.Ignore("This user may read everything.");
        await using var serving = await ServeAsync(folder, ["--cert", "both.pem"]);
        serving.Error.Should().StartWith("error: cannot read or write 'both.pem': ");
    }

    private static Task<ServeRun> ServeAsync(CommandLineRun folder, string[] args) => ServeRun.StartInAsync(
        folder.Folder, ["serve", "edin", "--port-base", "0", "--no-admin", "--tls", .. args],
        name => name is "LOGOUT_CONTRACTS_CA_DIR" ? folder.PathOf("ca") : null);

    private static bool CanRead(string path)
    {
        try
        {
            File.ReadAllBytes(path);
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Writes good and bad certificate and key files.</summary>
    /// <returns>The thumbprint of the certificate in each good file, by file name.</returns>
    private static Dictionary<string, string> Prepare(CommandLineRun folder)
    {
        var authority = CertificateAuthority.InMemory();
        using var server = authority.ServerFor(["localhost"], [IPAddress.Loopback]);
        using var key = server.GetECDsaPrivateKey()!;
        using var rsa = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var alternatives = new SubjectAlternativeNameBuilder();
        alternatives.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(alternatives.Build());
        using var ofRsa = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var other = CertificateAuthority.NewKey();

        var pem = server.ExportCertificatePem();
        folder.Write("server.pem", pem);
        folder.Write("authority.pem", authority.Certificate.ExportCertificatePem());
        folder.Write("server.key", key.ExportPkcs8PrivateKeyPem());
        folder.Write("both.pem", $"{key.ExportPkcs8PrivateKeyPem()}\n{pem}\n{authority.Certificate.ExportCertificatePem()}");
        folder.Write("locked.key",
            key.ExportEncryptedPkcs8PrivateKeyPem(Password, new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1_000)));
        folder.Write("other.key", other.ExportPkcs8PrivateKeyPem());
        folder.Write("rsa.pem", ofRsa.ExportCertificatePem());
        folder.Write("rsa.key", rsa.ExportPkcs8PrivateKeyPem());
        folder.Write("nonsense", "nonsense");
        folder.Write("empty", "");
        folder.Write("broken.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        folder.Write("broken.key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        var now = DateTimeOffset.UtcNow;
        WriteBoth(folder, "expired.pem", request.CreateSelfSigned(now.AddDays(-2), now.AddDays(-1)), rsa);
        WriteBoth(folder, "future.pem", request.CreateSelfSigned(now.AddDays(1), now.AddDays(2)), rsa);
        WriteBoth(folder, "client.pem", authority.ClientFor("localhost", key), key);
        File.WriteAllBytes(folder.PathOf("server.p12"), server.ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, Password));
        File.WriteAllBytes(folder.PathOf("bare.p12"), authority.Certificate.Export(X509ContentType.Pkcs12));
        return new(StringComparer.Ordinal)
        {
            ["both.pem"] = server.Thumbprint,
            ["server.pem"] = server.Thumbprint,
            ["server.p12"] = server.Thumbprint,
            ["rsa.pem"] = ofRsa.Thumbprint,
        };
    }

    private static void WriteBoth(CommandLineRun folder, string name, X509Certificate2 certificate, AsymmetricAlgorithm key)
    {
        using (certificate)
            folder.Write(name, $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}");
    }
}
