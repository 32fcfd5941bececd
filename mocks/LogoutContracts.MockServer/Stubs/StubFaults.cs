using System.Net.Sockets;
using System.Text;
using LogoutContracts.Mocks.Mappings.Responses;
using LogoutContracts.MockServer.Http;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace LogoutContracts.MockServer.Stubs;

/// <summary>Breaks connections as WireMock's faults do. Over TLS or HTTP/2, bytes that are not HTTP are garbage as well.</summary>
internal static class StubFaults
{
    private const int GarbageLength = 64;

    public static void Apply(MappedFault fault, IFeatureCollection features, Random random)
    {
        switch (fault)
        {
            case MappedFault.ConnectionResetByPeer:
                ConnectionCloser.Abruptly(features);
                return;
            case MappedFault.MalformedResponseChunk:
                Send(features, Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + Garbage(random)));
                break;
            case MappedFault.RandomDataThenClose:
                Send(features, Encoding.ASCII.GetBytes(Garbage(random)));
                break;
        }

        ConnectionCloser.InGoodOrder(features);
    }

    // Letters that are neither a status line nor the length of a chunk.
    private static string Garbage(Random random) => new(random.GetItems<char>("ghijklmnopqrstuvwxyz", GarbageLength));

    private static void Send(IFeatureCollection features, byte[] bytes)
    {
        try
        {
            features.Get<IConnectionSocketFeature>()?.Socket.Send(bytes);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The client has already closed the connection.
        }
    }
}
