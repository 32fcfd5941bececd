using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Files;
using LogoutContracts.Mocks.Listing;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.MockServer.Tls;

namespace LogoutContracts.Cli.Certificates;

/// <summary>Writes a client's certificate and key to files, in PEM and, on request, in PKCS#12.</summary>
internal static class ClientExport
{
    /// <summary>The default password of PKCS#12 files. It is public: only the file's permissions protect the key.</summary>
    public const string DefaultPassword = "changeit";

    /// <summary>Writes new certificates. Existing keys are reused.</summary>
    /// <param name="password">Password of the PKCS#12 files.</param>
    /// <exception cref="UserErrorException">
    /// The folder cannot be written, or an existing key cannot be used or is that of the authority.
    /// </exception>
    public static void Write(
        CommandContext context, CertificateAuthority authority, CurlFiles files, IEnumerable<ClientCertificate> clients, string password) =>
        WriteAll(context, files, clients, client => Write(context, authority, files, client, password));

    /// <summary>
    /// Writes the certificates that are missing or cannot be used any more, in PEM. Several servers may share the folder, and a copy of a
    /// certificate stays the same as the original.
    /// </summary>
    /// <inheritdoc cref="Write(CommandContext, CertificateAuthority, CurlFiles, IEnumerable{ClientCertificate}, string)"/>
    public static void WriteMissing(
        CommandContext context, CertificateAuthority authority, CurlFiles files, IEnumerable<ClientCertificate> clients) =>
        WriteAll(context, files, clients, client => Write(context, authority, files, client, password: null));

    private static void WriteAll(
        CommandContext context, CurlFiles files, IEnumerable<ClientCertificate> clients, Action<ClientCertificate> write)
    {
        try
        {
            OwnerFiles.MakeFolder(files.Folder);
            foreach (var client in clients)
                write(client);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommonErrors.File(context.Shown(files.Folder), e);
        }
    }

    /// <param name="password">Null: write no PKCS#12, and keep a certificate that is good.</param>
    private static void Write(
        CommandContext context, CertificateAuthority authority, CurlFiles files, ClientCertificate client, string? password)
    {
        using var key = KeyOf(context, files.KeyOf(client));
        if (key.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(authority.Certificate.PublicKey.ExportSubjectPublicKeyInfo()))
            throw CertificateErrors.KeyOfAuthority(context.Shown(files.KeyOf(client)));
        if (password is null && StoredCertificate.IsGood(files.CertificateOf(client), authority, client, key))
            return;
        using var certificate = client.IsExpired
            ? authority.ExpiredClientFor(client.CommonName, key)
            : authority.ClientFor(client.CommonName, key);
        var pem = System.Text.Encoding.ASCII.GetBytes(certificate.ExportCertificatePem());
        OwnerFiles.Replace(files.CertificateOf(client), isSecret: false, pem);
        if (password is not null)
        {
            var pkcs12 = certificate.ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, password);
            OwnerFiles.Replace(files.Pkcs12Of(client), isSecret: true, pkcs12);
        }
    }

    private static ECDsa KeyOf(CommandContext context, string path)
    {
        try
        {
            return DevelopmentAuthority.KeyIn(context, path);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or InvalidDataException)
        {
            throw CertificateErrors.NoKeyIn(context.Shown(path));
        }
    }
}
