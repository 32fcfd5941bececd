using System.Net;

namespace LogoutContracts.MockServer.Hosting;

/// <summary>Where clients on this machine reach a server that listens on all addresses.</summary>
public static class ReachableAddress
{
    /// <summary>The address with loopback in place of 0.0.0.0 or [::]; any other address unchanged.</summary>
    public static Uri Of(Uri listening) => listening.Host switch
    {
        "0.0.0.0" => new UriBuilder(listening) { Host = IPAddress.Loopback.ToString() }.Uri,
        "[::]" => new UriBuilder(listening) { Host = IPAddress.IPv6Loopback.ToString() }.Uri,
        _ => listening,
    };
}
