using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace LogoutContracts.MockServer.Http;

/// <summary>Closes connections without an answer.</summary>
internal static class ConnectionCloser
{
    /// <summary>Sends a TCP reset (RST).</summary>
    public static void Abruptly(IFeatureCollection features)
    {
        // With a linger time of 0, closing sends RST instead of FIN.
        OnSocket(features, static socket => socket.LingerState = new LingerOption(enable: true, seconds: 0));
        features.GetRequiredFeature<IHttpRequestLifetimeFeature>().Abort();
    }

    /// <summary>Closes the connection cleanly (FIN).</summary>
    public static void InGoodOrder(IFeatureCollection features)
    {
        OnSocket(features, static socket => socket.Shutdown(SocketShutdown.Send));
        features.GetRequiredFeature<IHttpRequestLifetimeFeature>().Abort();
    }

    private static void OnSocket(IFeatureCollection features, Action<Socket> act)
    {
        try
        {
            if (features.Get<IConnectionSocketFeature>()?.Socket is { } socket)
                act(socket);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The client has already closed the connection.
        }
    }
}
