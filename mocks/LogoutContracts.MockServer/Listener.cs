using Microsoft.AspNetCore.Http.Features;

namespace LogoutContracts.Serving;

/// <summary>Travels with each connection, and says who answers on it.</summary>
/// <param name="Client">Who is at the other end; null over plain HTTP.</param>
internal sealed record Listener(Func<IFeatureCollection, ValueTask> Answer, Tls.ClientIdentity? Client = null);
