using System.Net;
using System.Net.Sockets;

namespace LogoutContracts.Cli.Serve;

internal static class BindAddress
{
    public const string Default = "127.0.0.1";

    public static IPAddress Parse(string text)
    {
        if (text.Equals("localhost", StringComparison.OrdinalIgnoreCase))
            return IPAddress.Loopback;

        // The platform also reads '1' as an address, and nobody who writes that means 0.0.0.1.
        return IPAddress.TryParse(text.Trim('[', ']'), out var address) && (address.AddressFamily == AddressFamily.InterNetworkV6 || text.Count(c => c == '.') == 3)
            ? address : throw ServeErrors.BindAddress(text);
    }

    /// <summary>A server that listens everywhere is reached from here under its loopback address.</summary>
    public static Uri Reachable(Uri listening) => listening.Host switch
    {
        "0.0.0.0" => new UriBuilder(listening) { Host = IPAddress.Loopback.ToString() }.Uri,
        "[::]" => new UriBuilder(listening) { Host = IPAddress.IPv6Loopback.ToString() }.Uri,
        _ => listening,
    };
}
