using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace LogoutContracts.MockServer.Tls;

/// <summary>The client of a TLS connection, by the certificate that the handshake has verified.</summary>
/// <param name="HasCertificate">Whether the client presented a certificate.</param>
/// <param name="CommonName">Null if the certificate has no common name, or an ambiguous one.</param>
internal sealed record ClientIdentity(bool HasCertificate, string? CommonName)
{
    private const string CommonNameOid = "2.5.4.3";

    private static readonly ClientIdentity Anonymous = new(HasCertificate: false, null);

    public static ClientIdentity Of(X509Certificate2? certificate) =>
        certificate is null ? Anonymous : new(HasCertificate: true, CommonNameOf(certificate));

    private static string? CommonNameOf(X509Certificate2 certificate)
    {
        try
        {
            var names = certificate.SubjectName.EnumerateRelativeDistinguishedNames().ToList();

            // Multi-valued RDNs are rare, and may hide another common name.
            if (names.Exists(part => part.HasMultipleElements))
                return null;
            return names.FindAll(
                part => string.Equals(part.GetSingleElementType().Value, CommonNameOid, StringComparison.Ordinal)) is [var only]
                    ? only.GetSingleElementValue() : null;
        }
        catch (Exception e) when (e is AsnContentException or System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }
}
