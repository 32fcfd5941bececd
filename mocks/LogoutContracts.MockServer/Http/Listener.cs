using LogoutContracts.MockServer.Tls;
using Microsoft.AspNetCore.Http.Features;

namespace LogoutContracts.MockServer.Http;

/// <summary>Connection feature: the request handler of the port.</summary>
/// <param name="Client">The client's certificate; null over plain HTTP.</param>
/// <param name="ClosedByClient">Cancelled when the client has closed the connection, or at least its sending side.</param>
internal sealed record Listener(
    Func<IFeatureCollection, ValueTask> Answer, ClientIdentity? Client = null, CancellationToken ClosedByClient = default);
