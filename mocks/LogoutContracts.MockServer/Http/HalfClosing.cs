using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace LogoutContracts.MockServer.Http;

/// <summary>
/// Lets clients shut down their sending side after a request (TCP's FIN) and still get the answer. Kestrel takes a FIN for the end of the
/// connection, and drops an answer that it has not written yet.
/// </summary>
internal static class HalfClosing
{
    /// <summary>Keeps a FIN from ending the connection. Resets still end it.</summary>
    /// <returns>Cancelled when the client has closed its sending side or the whole connection, which a server cannot tell apart.</returns>
    public static CancellationToken Allow(ConnectionContext connection)
    {
        var closedByClient = connection.ConnectionClosed;
        if (connection.Features.Get<IConnectionSocketFeature>()?.Socket is not { } socket)
            return closedByClient;
        var closed = new CancellationTokenSource();
        closedByClient.UnsafeRegister(
            _ =>
            {
                // After a FIN, the socket can still send. After a reset, it is disconnected.
                if (!socket.Connected)
                    closed.Cancel();
            },
            null);
        connection.ConnectionClosed = closed.Token;
        connection.Transport = new DuplexPipe(new LateEndReader(connection.Transport.Input), connection.Transport.Output);
        return closedByClient;
    }
}
