using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.MockServer.Tls;

namespace LogoutContracts.Cli.Certificates;

/// <summary>Tells whether a client certificate in a file can go on to be used.</summary>
internal static class StoredCertificate
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    // Servers and the commands that they print are used for weeks.
    private static readonly TimeSpan Enough = TimeSpan.FromDays(30);

    /// <summary>Whether the file has the certificate of this client and key, from this authority, and it is valid for some time.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be read.</exception>
    public static bool IsGood(string path, CertificateAuthority authority, ClientCertificate client, ECDsa key)
    {
        if (!File.Exists(path))
            return false;
        try
        {
            using var stored = X509Certificate2.CreateFromPem(File.ReadAllText(path));
            var now = DateTime.UtcNow;
            var end = stored.NotAfter.ToUniversalTime();
            return (client.IsExpired ? end < now : end > now + Enough)
                && string.Equals(stored.GetNameInfo(X509NameType.SimpleName, forIssuer: false), client.CommonName, StringComparison.Ordinal)
                && stored.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(key.ExportSubjectPublicKeyInfo())
                && IsFrom(authority, stored, client.IsExpired ? end.AddMinutes(-1) : now);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static bool IsFrom(CertificateAuthority authority, X509Certificate2 certificate, DateTime at)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.CustomTrustStore.Add(authority.Certificate);
        chain.ChainPolicy.ApplicationPolicy.Add(new(ClientAuthentication));
        chain.ChainPolicy.VerificationTime = at.ToLocalTime();
        return chain.Build(certificate);
    }
}
