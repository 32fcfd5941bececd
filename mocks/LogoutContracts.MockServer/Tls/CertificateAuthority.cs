using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace LogoutContracts.MockServer.Tls;

/// <summary>A certificate authority for tests. It issues certificates for mocks and their clients, with ECDSA P-256 keys.</summary>
public sealed class CertificateAuthority
{
    // Backdated, so that it is valid during the whole validity period of the expired certificates that it issues.
    private static readonly TimeSpan Age = TimeSpan.FromDays(30);

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(3650);

    private readonly X509Certificate2 withKey;

    /// <param name="withKey">The authority's certificate with its private key.</param>
    /// <exception cref="ArgumentException">The certificate has no private key.</exception>
    public CertificateAuthority(X509Certificate2 withKey)
    {
        if (!withKey.HasPrivateKey)
            throw new ArgumentException("The authority's certificate has no private key.", nameof(withKey));
        this.withKey = withKey;
        Certificate = X509CertificateLoader.LoadCertificate(withKey.RawData);
    }

    /// <summary>The certificate to trust, without the private key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>Creates an authority whose key is only in memory.</summary>
    public static CertificateAuthority InMemory()
    {
        using var key = NewKey();
        return new(SelfSigned(key));
    }

    /// <summary>Creates a private key on the curve P-256.</summary>
    public static ECDsa NewKey() => ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>Creates a self-signed CA certificate with this private key.</summary>
    public static X509Certificate2 SelfSigned(ECDsa key)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()).AsSpan(0, 4));
        var request = new CertificateRequest($"CN=LogoutContracts development CA {hash}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(
                certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var now = DateTimeOffset.UtcNow;
        return request.CreateSelfSigned(now - Age, now + Lifetime);
    }

    /// <summary>Issues a server certificate for these DNS names and addresses, with a new private key.</summary>
    public X509Certificate2 ServerFor(IEnumerable<string> names, IEnumerable<IPAddress> addresses)
    {
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
            alternatives.AddDnsName(name);
        foreach (var address in addresses)
            alternatives.AddIpAddress(address);
        using var key = NewKey();
        return Usable(
            CertificateIssuer.Signed(
                withKey, key, "LogoutContracts mock", CertificateIssuer.Server, alternatives.Build(), CertificateIssuer.Validity(withKey)));
    }

    /// <summary>Issues a client certificate with this common name, including its private key.</summary>
    /// <param name="key">The private key; null for a new one.</param>
    public X509Certificate2 ClientFor(string commonName, ECDsa? key = null) => Client(commonName, key, CertificateIssuer.Validity(withKey));

    /// <summary>Issues a client certificate that expired yesterday.</summary>
    /// <inheritdoc cref="ClientFor"/>
    public X509Certificate2 ExpiredClientFor(string commonName, ECDsa? key = null) => Client(commonName, key, CertificateIssuer.LongAgo);

    /// <summary>Issues a client certificate that becomes valid tomorrow.</summary>
    /// <inheritdoc cref="ClientFor"/>
    public X509Certificate2 FutureClientFor(string commonName, ECDsa? key = null) => Client(commonName, key, CertificateIssuer.NotYet);

    /// <summary>Creates a handler for an <see cref="HttpClient"/> that trusts only this authority. It stores no cookies.</summary>
    /// <param name="client">The client certificate to present, or null.</param>
    public SocketsHttpHandler HandlerFor(X509Certificate2? client = null)
    {
        var handler = new SocketsHttpHandler { UseCookies = false };
        handler.SslOptions.CertificateChainPolicy = ChainPolicies.In([Certificate], ChainPolicies.OfServers);
        if (client is not null)
            handler.SslOptions.ClientCertificateContext = SslStreamCertificateContext.Create(client, null, offline: true);
        return handler;
    }

    private X509Certificate2 Client(string commonName, ECDsa? key, (DateTimeOffset From, DateTimeOffset To) validity)
    {
        if (key is not null)
            return Usable(CertificateIssuer.Signed(withKey, key, commonName, CertificateIssuer.Client, null, validity));
        using var own = NewKey();
        return Usable(CertificateIssuer.Signed(withKey, own, commonName, CertificateIssuer.Client, null, validity));
    }

    // On Windows, TLS cannot use ephemeral private keys.
    private static X509Certificate2 Usable(X509Certificate2 certificate)
    {
        if (!OperatingSystem.IsWindows())
            return certificate;
        using (certificate)
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
    }
}
