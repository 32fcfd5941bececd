using LogoutContracts.MockServer.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LogoutContracts.MockServer.Contracts;

/// <summary>A request that has arrived completely.</summary>
/// <param name="At">When its head arrived, in the ticks of <see cref="System.Diagnostics.Stopwatch"/>.</param>
internal readonly record struct Arrival(IFeatureCollection Features, KestrelRequest Request, ReadOnlyMemory<byte> Body, long At);
