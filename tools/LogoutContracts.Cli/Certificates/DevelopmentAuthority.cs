using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Files;
using LogoutContracts.MockServer.Tls;

namespace LogoutContracts.Cli.Certificates;

/// <summary>The user's development CA, created at first use.</summary>
internal static class DevelopmentAuthority
{
    /// <exception cref="UserErrorException">
    /// Its files cannot be read or written, are invalid or expired, or other users can access the key.
    /// </exception>
    public static CertificateAuthority Open(CommandContext context, CertificateFolder home)
    {
        try
        {
            OwnerFiles.MakeFolder(home.Folder);

            // Write the key first and issue the certificate for the stored key, so that they match even if another process does the same.
            using var key = KeyIn(context, home.Key);
            var pem = OwnerFiles.KeepFirst(home.Certificate, isSecret: false, () => Made(key));
            using var certificate = X509Certificate2.CreateFromPem(pem);
            CertificateChecks.Require(CertificateChecks.Validity(context.Shown(home.Certificate), certificate));
            return new(certificate.CopyWithPrivateKey(key));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommonErrors.File(context.Shown(home.Folder), e);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or InvalidDataException)
        {
            throw CertificateErrors.AuthorityUnusable(context.Shown(home.Key), context.Shown(home.Certificate), e);
        }
    }

    /// <summary>Reads the key in a file, which is created if it does not exist.</summary>
    /// <exception cref="UserErrorException">Other users can read or write the file.</exception>
    /// <exception cref="ArgumentException">The file has no key in PEM.</exception>
    public static ECDsa KeyIn(CommandContext context, string path)
    {
        var pem = OwnerFiles.KeepFirst(path, isSecret: true, static () =>
        {
            using var made = CertificateAuthority.NewKey();
            return made.ExportPkcs8PrivateKeyPem();
        });
        if (OwnerFiles.IsOpenToOthers(path))
            throw CertificateErrors.KeyOpenToOthers(context.Shown(path));
        var key = ECDsa.Create();
        key.ImportFromPem(pem);
        return key;
    }

    private static string Made(ECDsa key)
    {
        using var made = CertificateAuthority.SelfSigned(key);
        return made.ExportCertificatePem();
    }
}
