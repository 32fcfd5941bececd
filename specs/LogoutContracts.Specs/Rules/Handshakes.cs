using LogoutContracts.Specs.Model;

namespace LogoutContracts.Specs.Rules;

/// <summary>What variants say of TLS handshakes.</summary>
public static class Handshakes
{
    /// <summary>Whether a connection without a client certificate is refused, rather than answered.</summary>
    public static bool NeedCertificate(IEnumerable<Variant> variants) => variants.Any(variant => variant is { Expect: Expectation.RefusedHandshake, Rule.Certificate: Certificate.None });
}
