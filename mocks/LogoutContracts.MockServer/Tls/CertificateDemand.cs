using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Rules;

namespace LogoutContracts.MockServer.Tls;

/// <summary>What a handshake asks of a client.</summary>
internal enum CertificateDemand
{
    /// <summary>No certificate is asked for, so that nobody picks one in vain.</summary>
    None,

    /// <summary>One is asked for; who has none is let in all the same.</summary>
    Optional,

    /// <summary>Who has none is refused.</summary>
    Required,
}

internal static class CertificateDemands
{
    public static CertificateDemand Of(MockPlan plan) =>
        Handshakes.NeedCertificate(plan.Variants.Where(variant => variant.IsDefault).Select(variant => variant.Variant)) ? CertificateDemand.Required
        : plan.Contract.Sessions.Users.Any || plan.Variants.Any(variant => variant.Variant.Rule.Certificate is not null) ? CertificateDemand.Optional : CertificateDemand.None;

    /// <summary>On a port that several contracts share, a handshake cannot know yet which one is meant.</summary>
    public static CertificateDemand Together(IEnumerable<CertificateDemand> demands) => demands.Distinct().ToList() switch
    {
        [var only] => only,
        _ => CertificateDemand.Optional,
    };
}
