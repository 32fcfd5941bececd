using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Files;
using LogoutContracts.MockServer.Tls;
using LogoutContracts.Mocks.Listing;
using LogoutContracts.Mocks.Plans;

namespace LogoutContracts.Cli.Certificates;

/// <summary>Puts what a client needs into files: its certificate, its key, and, for programs that want both in one, PKCS#12.</summary>
internal static class ClientExport
{
    /// <summary>The password of a PKCS#12 for which nobody gave one. It protects nothing; that only its owner can read the file does.</summary>
    public const string DefaultPassword = "changeit";

    /// <summary>Writes certificates and keys, all new but for keys that are there.</summary>
    /// <param name="password">Of the PKCS#12; null: none is written.</param>
    /// <exception cref="UserErrorException">The folder cannot be written, or holds something else under these names.</exception>
    public static void Write(CommandContext context, CertificateAuthority authority, CurlFiles files, IEnumerable<ClientCertificate> clients, string? password)
    {
        try
        {
            OwnerFiles.MakeFolder(files.Folder);
            foreach (var client in clients)
                Write(context, authority, files, client, password);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommonErrors.File(context.Shown(files.Folder), e);
        }
    }

    private static void Write(CommandContext context, CertificateAuthority authority, CurlFiles files, ClientCertificate client, string? password)
    {
        using var key = KeyOf(context, files.KeyOf(client));
        using var certificate = client.IsExpired ? authority.ExpiredClientFor(client.CommonName, key) : authority.ClientFor(client.CommonName, key);
        OwnerFiles.Replace(files.CertificateOf(client), isSecret: false, System.Text.Encoding.ASCII.GetBytes(certificate.ExportCertificatePem()));
        if (password is not null)
            OwnerFiles.Replace(files.Pkcs12Of(client), isSecret: true, certificate.ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, password));
    }

    private static ECDsa KeyOf(CommandContext context, string path)
    {
        try
        {
            return DevelopmentAuthority.KeyIn(context, path);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw CertificateErrors.NoKeyIn(context.Shown(path));
        }
    }
}
