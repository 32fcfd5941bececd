using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace LogoutContracts.MockServer.Http;

/// <summary>Ends a connection without the answer that the client waits for.</summary>
internal static class ConnectionCloser
{
    /// <summary>By a TCP reset.</summary>
    public static void Abruptly(IFeatureCollection features)
    {
        // With no time to linger, closing sends RST in the place of FIN.
        OnSocket(features, static socket => socket.LingerState = new LingerOption(enable: true, seconds: 0));
        features.GetRequiredFeature<IHttpRequestLifetimeFeature>().Abort();
    }

    /// <summary>As a server does that has nothing more to say.</summary>
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
            // The client was first.
        }
    }
}
