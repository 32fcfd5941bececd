using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Files;
using LogoutContracts.MockServer.Tls;

namespace LogoutContracts.Cli.Certificates;

/// <summary>The CA of this user on this machine, made when it is first needed.</summary>
internal static class DevelopmentAuthority
{
    /// <exception cref="UserErrorException">It cannot be read or written, is no longer valid, or others can read its key.</exception>
    public static CertificateAuthority Open(CommandContext context, CertificateFolder home)
    {
        try
        {
            OwnerFiles.MakeFolder(home.Folder);

            // The key goes first, and the certificate is always made for the key that is there: so both fit, whoever else is at it.
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
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw CertificateErrors.AuthorityUnusable(context.Shown(home.Key), context.Shown(home.Certificate), e);
        }
    }

    /// <summary>The key in this file, which is made if it is not there.</summary>
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
