using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LogoutContracts.Cli.Context;
using LogoutContracts.Specs;

namespace LogoutContracts.Cli.Certificates;

/// <summary>A server certificate of the user, from PEM or PKCS#12.</summary>
/// <param name="Certificate">The certificate with its private key.</param>
/// <param name="Chain">The other certificates in the file.</param>
internal sealed record ServerCertificate(X509Certificate2 Certificate, IReadOnlyList<X509Certificate2> Chain)
{
    private const int InvalidPassword = unchecked((int)0x80070056);
    private const string KeyLabel = "PRIVATE KEY";
    private const string EncryptedLabel = "ENCRYPTED PRIVATE KEY";

    /// <param name="path">As on the command line.</param>
    /// <param name="key">File of the private key; null: in the same file.</param>
    /// <exception cref="UserErrorException">A file cannot be read, or the certificate cannot be used.</exception>
    public static ServerCertificate Read(CommandContext context, string path, string? key, string? password)
    {
        var content = Content(context, path);
        var own = IsPem(content, out var pem)
            ? FromPem(context, path, pem, key, password)
            : FromPkcs12(path, content, key, password);
        var problems = CertificateChecks.Validity(path, own.Certificate).Concat(CertificateChecks.Purpose(path, own.Certificate));
        CertificateChecks.Require(problems);
        return own;
    }

    /// <summary>The certificates that a client must trust, in PEM.</summary>
    public string TrustPem() =>
        string.Join('\n', Chain.Prepend(Certificate).Select(certificate => certificate.ExportCertificatePem()));

    private static byte[] Content(CommandContext context, string path)
    {
        try
        {
            return InputFile.Read(context.Full(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommonErrors.File(path, e);
        }
    }

    private static bool IsPem(byte[] content, out string pem)
    {
        pem = System.Text.Encoding.Latin1.GetString(content);
        return pem.Contains("-----BEGIN ", StringComparison.Ordinal);
    }

    private static ServerCertificate FromPkcs12(string path, byte[] content, string? key, string? password)
    {
        if (key is not null)
            throw CertificateErrors.KeyTwice(path, key);
        try
        {
            var all = X509CertificateLoader.LoadPkcs12Collection(content, password).ToList();
            var own = all.Find(certificate => certificate.HasPrivateKey) ?? throw CertificateErrors.NoPrivateKey(path);
            return new(own, all.FindAll(certificate => !ReferenceEquals(certificate, own)));
        }
        catch (CryptographicException e) when (e.HResult == InvalidPassword)
        {
            throw CertificateErrors.CertificatePassword(path, password is not null);
        }
        catch (CryptographicException e)
        {
            throw CertificateErrors.NoCertificate(path, e);
        }
    }

    private static ServerCertificate FromPem(CommandContext context, string path, string pem, string? key, string? password)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(pem);
        }
        catch (CryptographicException e)
        {
            throw CertificateErrors.NoCertificate(path, e);
        }

        if (certificates.Count == 0)
            throw CertificateErrors.NoCertificate(path, null);
        var keyPath = key ?? path;
        var keyPem = key is null ? pem : System.Text.Encoding.Latin1.GetString(Content(context, key));
        if (!keyPem.Contains(KeyLabel, StringComparison.Ordinal))
            throw key is null ? CertificateErrors.NoPrivateKey(path) : CertificateErrors.NoKeyIn(key);
        var isEncrypted = keyPem.Contains(EncryptedLabel, StringComparison.Ordinal);
        if (isEncrypted && password is null)
            throw CertificateErrors.CertificatePassword(keyPath, given: false);
        if (WithKey(certificates[0], keyPem, isEncrypted ? password : null, out var fits) is { } own)
            return new(own, [.. certificates.Skip(1)]);
        if (!fits)
            throw CertificateErrors.KeyDoesNotFit(keyPath, path);
        throw isEncrypted ? CertificateErrors.CertificatePassword(keyPath, given: true) : CertificateErrors.NoKeyIn(keyPath);
    }

    /// <param name="fits">False if the key is readable, but belongs to another certificate.</param>
    /// <returns>Null if the key is not readable or does not fit.</returns>
    private static X509Certificate2? WithKey(X509Certificate2 certificate, string keyPem, string? password, out bool fits)
    {
        fits = true;
        foreach (var kind in (Func<AsymmetricAlgorithm>[])[ECDsa.Create, RSA.Create])
        {
            using var key = kind();
            if (!TryImport(key, keyPem, password))
                continue;
            fits = key.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(certificate.PublicKey.ExportSubjectPublicKeyInfo());
            if (!fits)
                return null;
            return key is ECDsa curve ? certificate.CopyWithPrivateKey(curve) : certificate.CopyWithPrivateKey((RSA)key);
        }

        return null;
    }

    private static bool TryImport(AsymmetricAlgorithm key, string pem, string? password)
    {
        try
        {
            if (password is null)
                key.ImportFromPem(pem);
            else
                key.ImportFromEncryptedPem(pem, password);
            return true;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return false;
        }
    }
}
