using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace LogoutContracts.MockServer.Hosting;

/// <summary>Limits for clients.</summary>
internal static class ServerLimits
{
    /// <summary>Maximum request body in bytes; a larger one gets 413.</summary>
    public const long MaxBody = 1 << 20;

    /// <summary>Maximum number of concurrent connections.</summary>
    public const long MaxConnections = 10_000;

    /// <summary>Time limit for receiving the request line and headers.</summary>
    public static TimeSpan HeadersTimeout { get; } = TimeSpan.FromSeconds(15);

    /// <summary>Time limit for requests in flight when the server stops, so that <c>serve</c> ends within five seconds.</summary>
    public static TimeSpan DrainTimeout { get; } = TimeSpan.FromSeconds(4);

    internal static void Apply(KestrelServerLimits limits)
    {
        limits.MaxRequestBodySize = MaxBody;
        limits.MaxConcurrentConnections = MaxConnections;
        limits.RequestHeadersTimeout = HeadersTimeout;
    }
}
