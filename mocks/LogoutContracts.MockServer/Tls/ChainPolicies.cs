using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace LogoutContracts.MockServer.Tls;

/// <summary>Chain policies that trust only the given authorities and access no network.</summary>
internal static class ChainPolicies
{
    public static Oid OfServers => CertificateIssuer.Server;

    public static Oid OfClients => CertificateIssuer.Client;

    /// <param name="purpose">The extended key usage that a certificate must allow.</param>
    public static X509ChainPolicy In(IEnumerable<X509Certificate2> authorities, Oid purpose)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.ApplicationPolicy.Add(purpose);
        foreach (var authority in authorities)
            policy.CustomTrustStore.Add(authority);
        return policy;
    }
}
