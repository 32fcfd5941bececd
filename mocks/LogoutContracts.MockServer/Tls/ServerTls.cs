using System.Net;
using System.Net.NetworkInformation;
using System.Security.Cryptography.X509Certificates;

namespace LogoutContracts.MockServer.Tls;

/// <summary>What a mock needs to speak TLS. Protocol versions and ciphers are the framework's own choice.</summary>
/// <param name="Certificate">The server's, with its private key.</param>
/// <param name="Chain">What the server sends along, so that clients find the way from its certificate to an authority that they trust.</param>
/// <param name="ClientAuthorities">Whose client certificates are good.</param>
public sealed record ServerTls(X509Certificate2 Certificate, IReadOnlyList<X509Certificate2> Chain, IReadOnlyList<X509Certificate2> ClientAuthorities)
{
    /// <summary>Who issued the server's certificate, and can issue those of clients; null where that is somebody else's business.</summary>
    public CertificateAuthority? Authority { get; init; }

    /// <summary>With an authority of its own, which is gone with the object: for a mock inside a test.</summary>
    public static ServerTls InMemory() => Of(CertificateAuthority.InMemory(), IPAddress.Loopback);

    /// <summary>With a new certificate for a server that listens here.</summary>
    /// <param name="bind">Where it listens; known by its other names on this machine, too.</param>
    public static ServerTls Of(CertificateAuthority authority, IPAddress bind)
    {
        string[] names = [.. new[] { "localhost", Dns.GetHostName() }.Where(name => Uri.CheckHostName(name) == UriHostNameType.Dns).Distinct(StringComparer.OrdinalIgnoreCase)];
        IPAddress[] addresses = [.. new[] { IPAddress.Loopback, IPAddress.IPv6Loopback }.Concat(Reached(bind)).Distinct()];
        return new(authority.ServerFor(names, addresses), [], [authority.Certificate]) { Authority = authority };
    }

    /// <summary>Only the name: who prints options wants no certificates.</summary>
    public override string ToString() => nameof(ServerTls);

    private static IEnumerable<IPAddress> Reached(IPAddress bind) => bind.Equals(IPAddress.Any) || bind.Equals(IPAddress.IPv6Any)
        ? NetworkInterface.GetAllNetworkInterfaces().SelectMany(network => network.GetIPProperties().UnicastAddresses).Select(unicast => new IPAddress(unicast.Address.GetAddressBytes()))
        : [bind];
}
