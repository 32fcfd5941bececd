using System.Net;
using System.Net.NetworkInformation;
using System.Security.Cryptography.X509Certificates;

namespace LogoutContracts.MockServer.Tls;

/// <summary>TLS settings of a server. Protocol versions and cipher suites are .NET's defaults.</summary>
/// <param name="Certificate">The server certificate with its private key.</param>
/// <param name="Chain">Intermediate certificates that the server sends along.</param>
/// <param name="ClientAuthorities">The authorities whose client certificates the server accepts.</param>
public sealed record ServerTls(
    X509Certificate2 Certificate, IReadOnlyList<X509Certificate2> Chain, IReadOnlyList<X509Certificate2> ClientAuthorities)
{
    /// <summary>
    /// The authority that issued the server's certificate and can issue client certificates; null if it is not available.
    /// </summary>
    public CertificateAuthority? Authority { get; init; }

    /// <summary>Creates settings with a new in-memory authority, for a mock in a test.</summary>
    public static ServerTls InMemory() => Of(CertificateAuthority.InMemory(), IPAddress.Loopback);

    /// <summary>Creates settings with a new server certificate from this authority.</summary>
    /// <param name="bind">Address to listen on. The certificate also covers localhost, the host name and the loopback addresses.</param>
    public static ServerTls Of(CertificateAuthority authority, IPAddress bind)
    {
        string[] names =
        [
            .. new[] { "localhost", Dns.GetHostName() }.Where(name => Uri.CheckHostName(name) == UriHostNameType.Dns)
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];
        IPAddress[] addresses = [.. new[] { IPAddress.Loopback, IPAddress.IPv6Loopback }.Concat(Reached(bind)).Distinct()];
        return new(authority.ServerFor(names, addresses), [], [authority.Certificate]) { Authority = authority };
    }

    /// <summary>Only the type name, so that printed options contain no certificates.</summary>
    public override string ToString() => nameof(ServerTls);

    private static IEnumerable<IPAddress> Reached(IPAddress bind) => bind.Equals(IPAddress.Any) || bind.Equals(IPAddress.IPv6Any)
        ? NetworkInterface.GetAllNetworkInterfaces().SelectMany(network => network.GetIPProperties().UnicastAddresses)
            .Select(unicast => new IPAddress(unicast.Address.GetAddressBytes()))
        : [bind];
}
