using System.Security.Cryptography.X509Certificates;
using LogoutContracts.Cli.Context;

namespace LogoutContracts.Cli.Certificates;

/// <summary>Checks of a certificate. Each problem is one message.</summary>
internal static class CertificateChecks
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    public static IEnumerable<string> Validity(string file, X509Certificate2 certificate)
    {
        var now = DateTime.UtcNow;
        if (certificate.NotAfter.ToUniversalTime() < now)
            yield return CertificateErrors.CertificateExpired(file, certificate.NotAfter.ToUniversalTime());
        if (certificate.NotBefore.ToUniversalTime() > now)
            yield return CertificateErrors.CertificateNotYetValid(file, certificate.NotBefore.ToUniversalTime());
    }

    /// <summary>A certificate without extended key usages is valid for every purpose.</summary>
    public static IEnumerable<string> Purpose(string file, X509Certificate2 certificate)
    {
        if (certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().FirstOrDefault() is { } purposes
            && purposes.EnhancedKeyUsages[ServerAuthentication] is null)
            yield return CertificateErrors.CertificateNotForServers(file);
    }

    /// <exception cref="UserErrorException">There are problems; the message has all of them.</exception>
    public static void Require(IEnumerable<string> problems)
    {
        var all = problems.ToList();
        if (all.Count > 0)
            throw CommonErrors.All(all);
    }
}
