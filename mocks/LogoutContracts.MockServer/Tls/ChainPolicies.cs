using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace LogoutContracts.MockServer.Tls;

/// <summary>Whom to believe: the named authorities alone, by what is at hand. Nothing is looked up on a network.</summary>
internal static class ChainPolicies
{
    public static Oid OfServers => CertificateIssuer.Server;

    public static Oid OfClients => CertificateIssuer.Client;

    /// <param name="purpose">What a certificate must be for.</param>
    public static X509ChainPolicy In(IEnumerable<X509Certificate2> authorities, Oid purpose)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        policy.ApplicationPolicy.Add(purpose);
        foreach (var authority in authorities)
            policy.CustomTrustStore.Add(authority);
        return policy;
    }
}
