using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace LogoutContracts.MockServer.Hosting;

/// <summary>What a client may ask of the server before it is cut off. A mock meets broken clients by profession.</summary>
internal static class ServerLimits
{
    /// <summary>Bytes; a larger body is answered with 413.</summary>
    public const long MaxBody = 1 << 20;

    /// <summary>Connections open at once.</summary>
    public const long MaxConnections = 10_000;

    /// <summary>How long a client may take over the request line and headers.</summary>
    public static TimeSpan HeadersTimeout { get; } = TimeSpan.FromSeconds(15);

    /// <summary>How long requests that are under way may take when the server stops.</summary>
    public static TimeSpan DrainTimeout { get; } = TimeSpan.FromSeconds(5);

    internal static void Apply(KestrelServerLimits limits)
    {
        limits.MaxRequestBodySize = MaxBody;
        limits.MaxConcurrentConnections = MaxConnections;
        limits.RequestHeadersTimeout = HeadersTimeout;
    }
}
