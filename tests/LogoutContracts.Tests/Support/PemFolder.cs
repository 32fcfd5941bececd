using System.Security.Cryptography.X509Certificates;
using LogoutContracts.Mocks.Listing;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.MockServer.Tls;

namespace LogoutContracts.Tests.Support;

/// <summary>Certificates and keys in files, for programs that read them from files.</summary>
internal sealed class PemFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("logout-contracts-");

    public PemFolder(CertificateAuthority authority)
    {
        Files = new(PathOf(CurlFiles.AuthorityName), folder.FullName);
        File.WriteAllText(Files.Authority, authority.Certificate.ExportCertificatePem());
    }

    public CurlFiles Files { get; }

    public string PathOf(string name) => Path.Combine(folder.FullName, name);

    public ClientCertificate Add(X509Certificate2 withKey, ClientCertificate client)
    {
        File.WriteAllText(Files.CertificateOf(client), withKey.ExportCertificatePem());
        using var key = withKey.GetECDsaPrivateKey()!;
        File.WriteAllText(Files.KeyOf(client), key.ExportPkcs8PrivateKeyPem());
        return client;
    }

    public void Dispose() => folder.Delete(recursive: true);
}
