using System.Net;
using System.Net.Sockets;

namespace LogoutContracts.Benchmarks.Processes;

/// <summary>Finds free ports for servers that cannot choose one.</summary>
internal static class FreePort
{
    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
