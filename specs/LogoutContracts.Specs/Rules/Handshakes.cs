using LogoutContracts.Specs.Model;

namespace LogoutContracts.Specs.Rules;

/// <summary>What variants require of TLS handshakes.</summary>
public static class Handshakes
{
    /// <summary>Whether the server refuses connections without a client certificate.</summary>
    public static bool NeedCertificate(IEnumerable<Variant> variants) =>
        variants.Any(variant => variant is { Expect: Expectation.RefusedHandshake, Rule.Certificate: Certificate.None });
}
