using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Rules;

namespace LogoutContracts.MockServer.Tls;

/// <summary>Whether a TLS handshake requests a client certificate.</summary>
internal enum CertificateDemand
{
    /// <summary>The server does not request a certificate, so that browsers do not prompt for one unnecessarily.</summary>
    None,

    /// <summary>The server requests a certificate, but accepts clients without one.</summary>
    Optional,

    /// <summary>The handshake fails without a certificate.</summary>
    Required,
}

internal static class CertificateDemands
{
    public static CertificateDemand Of(MockPlan plan) =>
        Handshakes.NeedCertificate(plan.Variants.Where(variant => variant.IsDefault).Select(variant => variant.Variant))
            ? CertificateDemand.Required
            : plan.Contract.Sessions.Users.Any || plan.Variants.Any(variant => variant.Variant.Rule.Certificate is not null)
                ? CertificateDemand.Optional
                : CertificateDemand.None;

    /// <summary>For a port that contracts share: the handshake happens before the path selects one of them.</summary>
    public static CertificateDemand Together(IEnumerable<CertificateDemand> demands) => demands.Distinct().ToList() switch
    {
        [var only] => only,
        _ => CertificateDemand.Optional,
    };
}
