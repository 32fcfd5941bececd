using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace LogoutContracts.MockServer.Tls;

/// <summary>Issues end-entity certificates.</summary>
internal static class CertificateIssuer
{
    public static readonly Oid Server = new("1.3.6.1.5.5.7.3.1");

    public static readonly Oid Client = new("1.3.6.1.5.5.7.3.2");

    private const int SerialBytes = 16;

    // Some clients reject server certificates that are valid for more than 398 days.
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(397);

    // Tolerates clock skew.
    private static readonly TimeSpan Slack = TimeSpan.FromHours(1);

    public static (DateTimeOffset From, DateTimeOffset To) LongAgo =>
        (DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddDays(-1));

    public static (DateTimeOffset From, DateTimeOffset To) NotYet => (DateTimeOffset.UtcNow.AddDays(1), DateTimeOffset.UtcNow.AddDays(2));

    /// <summary>From now on, limited by the authority's own validity.</summary>
    public static (DateTimeOffset From, DateTimeOffset To) Validity(X509Certificate2 authority)
    {
        var now = DateTimeOffset.UtcNow;
        var end = new DateTimeOffset(authority.NotAfter.ToUniversalTime());
        return (now - Slack, now + Lifetime < end ? now + Lifetime : end);
    }

    public static X509Certificate2 Signed(
        X509Certificate2 authority, ECDsa key, string commonName, Oid purpose, X509Extension? alternatives,
        (DateTimeOffset From, DateTimeOffset To) validity)
    {
        var name = new X500DistinguishedNameBuilder();
        name.AddCommonName(commonName);
        var request = new CertificateRequest(name.Build(), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(
                certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([purpose], critical: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(
            authority, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        if (alternatives is not null)
            request.CertificateExtensions.Add(alternatives);
        using var signed = request.Create(authority, validity.From, validity.To, Serial());
        return signed.CopyWithPrivateKey(key);
    }

    // X.509 serial numbers are positive.
    private static byte[] Serial()
    {
        var serial = RandomNumberGenerator.GetBytes(SerialBytes);
        serial[0] = (byte)((serial[0] & 0x7F) | 0x40);
        return serial;
    }
}
