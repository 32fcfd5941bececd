using LogoutContracts.MockServer.Tls;
using Microsoft.AspNetCore.Http.Features;

namespace LogoutContracts.MockServer.Http;

/// <summary>Travels with each connection, and says who answers on it.</summary>
/// <param name="Client">Who is at the other end; null over plain HTTP.</param>
internal sealed record Listener(Func<IFeatureCollection, ValueTask> Answer, ClientIdentity? Client = null);
