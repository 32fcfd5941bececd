using System.Net;
using System.Net.Sockets;

namespace LogoutContracts.MockServer.Hosting;

/// <summary>Finds all taken ports, because Kestrel reports only the first.</summary>
internal static class TakenPorts
{
    public static IReadOnlyList<TakenPort> Among(IPAddress bind, IEnumerable<(string Owner, int Port)> wanted) =>
        [.. wanted.Where(want => want.Port != 0 && IsTaken(bind, want.Port)).Select(want => new TakenPort(want.Owner, want.Port))];

    private static bool IsTaken(IPAddress bind, int port)
    {
        try
        {
            using var socket = new Socket(bind.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(bind, port));
            socket.Listen();
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }
}

/// <summary>A port that another program uses.</summary>
/// <param name="Owner">Id of the contract that needs the port, "all contracts" for their shared port, or "admin".</param>
public sealed record TakenPort(string Owner, int Port);

/// <summary>The server could not start, because other programs use its ports.</summary>
public sealed class PortsTakenException(IReadOnlyList<TakenPort> ports, Exception inner)
    : IOException($"Already in use: {string.Join(", ", ports.Select(port => $"port {port.Port} ({port.Owner})"))}", inner)
{
    /// <summary>All ports that are in use, not only the first.</summary>
    public IReadOnlyList<TakenPort> Ports => ports;
}
